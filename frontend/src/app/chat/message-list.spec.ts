import { TestBed } from '@angular/core/testing';
import { aMessage, aPage } from '../../testing/builders';
import { Conversation } from './conversation';
import { MessageList } from './message-list';

/** The element that shows a conversation of those messages. @param prepare is given the component first. */
async function listOf(
  messages: readonly ReturnType<typeof aMessage>[],
  prepare: (list: MessageList) => unknown = () => undefined,
): Promise<HTMLElement> {
  const conversation = new Conversation('s1');
  conversation.takeNewest(aPage(messages));
  const list = TestBed.createComponent(MessageList);
  list.componentRef.setInput('messages', conversation.messages());
  prepare(list.componentInstance);
  await list.whenStable();
  const host: unknown = list.nativeElement;
  if (!(host instanceof HTMLElement)) throw new Error('The list is no element');
  return host;
}

describe('MessageList', () => {
  it('offers to answer again below the last message alone', async () => {
    const answer = { role: 'assistant', status: 'failed' } as const;
    const [first, last] = ['a1', 'a2'].map((id) => aMessage({ id, ...answer }));
    const asked: string[] = [];
    const host = await listOf(
      [aMessage({ id: 'u1' }), first!, aMessage({ id: 'u2' }), last!],
      ({ retry }) => retry.subscribe(({ id }) => asked.push(id)),
    );
    for (const button of host.querySelectorAll<HTMLButtonElement>('.ending button')) button.click();
    expect(host.querySelectorAll('.ending')).toHaveLength(2);
    expect(asked).toEqual(['a2']);
  });

  it('tells of a limit of memory at the message that met it, and of what was away at the answer', async () => {
    const degraded = ['embedder', 'memory_full', 'history'];
    const answer = aMessage({ id: 'a1', role: 'assistant', degraded });
    const host = await listOf([aMessage({ id: 'u1' }), answer, aMessage({ id: 'u2' })]);
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
    const answer = aMessage({ id: 'a1', role: 'assistant', degraded: ['fallback'] });
    const host = await listOf([aMessage({ id: 'u1' }), answer]);
    expect(host.querySelector('.degraded')?.textContent).toMatch(/the fallback wrote this/);
    expect(host.querySelector('.ending')).toBeNull();
  });

  it('offers to ask the model again below quotes that stand in for it', async () => {
    const degraded = ['model'];
    const answer = aMessage({ id: 'a1', role: 'assistant', status: 'complete', degraded });
    const host = await listOf([aMessage({ id: 'u1' }), answer]);
    expect(host.querySelector('.ending')?.textContent).toMatch(/quotes from memory.*Retry/s);
    expect(host.querySelector('.degraded')).toBeNull();
  });
});
