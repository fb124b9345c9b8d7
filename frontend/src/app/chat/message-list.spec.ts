import { TestBed } from '@angular/core/testing';
import { aMessage, aPage } from '../../testing/builders';
import { Conversation } from './conversation';
import { MessageList } from './message-list';

describe('MessageList', () => {
  it('offers to answer again below the last message alone', async () => {
    const conversation = new Conversation('s1');
    const answer = { role: 'assistant', status: 'failed' } as const;
    const [first, last] = ['a1', 'a2'].map((id) => aMessage({ id, ...answer }));
    conversation.takeNewest(aPage([aMessage({ id: 'u1' }), first!, aMessage({ id: 'u2' }), last!]));
    const list = TestBed.createComponent(MessageList);
    list.componentRef.setInput('messages', conversation.messages());
    const asked: string[] = [];
    list.componentInstance.retry.subscribe(({ id }) => asked.push(id));
    await list.whenStable();
    const host: unknown = list.nativeElement;
    if (!(host instanceof HTMLElement)) throw new Error('The list is no element');
    for (const button of host.querySelectorAll<HTMLButtonElement>('.ending button')) button.click();
    expect(host.querySelectorAll('.ending')).toHaveLength(2);
    expect(asked).toEqual(['a2']);
  });

  it('tells of a limit of memory at the message that met it, and of what was away at the answer', async () => {
    const conversation = new Conversation('s1');
    const degraded = ['embedder', 'memory_full', 'history'];
    const answer = aMessage({ id: 'a1', role: 'assistant', degraded });
    conversation.takeNewest(aPage([aMessage({ id: 'u1' }), answer, aMessage({ id: 'u2' })]));
    const list = TestBed.createComponent(MessageList);
    list.componentRef.setInput('messages', conversation.messages());
    await list.whenStable();
    const host: unknown = list.nativeElement;
    if (!(host instanceof HTMLElement)) throw new Error('The list is no element');
    const notes = (of: string) =>
      Array.from(host.querySelectorAll(of), ({ textContent }) => textContent);
    expect(notes('#m-u1 .limit')).toEqual([
      expect.stringMatching(/^Memory is full.*makes room\.$/),
    ]);
    expect(notes('#m-u2 .limit')).toEqual([]);
    expect(notes('#m-a1 .degraded')).toEqual([
      expect.stringContaining('embedding model'),
      expect.stringContaining('Earlier messages'),
    ]);
  });

  it('says at the answer that the fallback wrote it, without offering to ask again', async () => {
    const conversation = new Conversation('s1');
    const answer = aMessage({ id: 'a1', role: 'assistant', degraded: ['fallback'] });
    conversation.takeNewest(aPage([aMessage({ id: 'u1' }), answer]));
    const list = TestBed.createComponent(MessageList);
    list.componentRef.setInput('messages', conversation.messages());
    await list.whenStable();
    const host: unknown = list.nativeElement;
    if (!(host instanceof HTMLElement)) throw new Error('The list is no element');
    expect(host.querySelector('.degraded')?.textContent).toMatch(/the fallback wrote this/);
    expect(host.querySelector('.ending')).toBeNull();
  });

  it('offers to ask the model again below quotes that stand in for it', async () => {
    const conversation = new Conversation('s1');
    const degraded = ['model'];
    const answer = aMessage({ id: 'a1', role: 'assistant', status: 'complete', degraded });
    conversation.takeNewest(aPage([aMessage({ id: 'u1' }), answer]));
    const list = TestBed.createComponent(MessageList);
    list.componentRef.setInput('messages', conversation.messages());
    await list.whenStable();
    const host: unknown = list.nativeElement;
    if (!(host instanceof HTMLElement)) throw new Error('The list is no element');
    expect(host.querySelector('.ending')?.textContent).toMatch(/quotes from memory.*Retry/s);
    expect(host.querySelector('.degraded')).toBeNull();
  });
});
