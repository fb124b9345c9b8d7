import { TestBed } from '@angular/core/testing';
import { provideRouter } from '@angular/router';
import { aMemory } from '../../testing/builders';
import type { Recalled } from '../api/models';
import { MemoryQuote } from './memory-quote';

async function drawn(memory: Recalled, later?: string): Promise<HTMLElement> {
  TestBed.configureTestingModule({ providers: [provideRouter([])] });
  const fixture = TestBed.createComponent(MemoryQuote);
  fixture.componentRef.setInput('memory', memory);
  fixture.componentRef.setInput('later', later);
  await fixture.whenStable();
  return fixture.nativeElement as HTMLElement;
}

const words = (element: Element | null): string | undefined =>
  element?.textContent.replace(/\s+/g, ' ').trim();

const [source] = aMemory().sources;

describe('MemoryQuote', () => {
  it('shows what was said, exactly, and leads to the message', async () => {
    const quote = await drawn(aMemory({ text: 'My <b>dog</b>\nis Rex' }));
    expect(quote.querySelector('blockquote')?.textContent).toBe('My <b>dog</b>\nis Rex');
    expect(quote.querySelector('a')?.textContent).toBe('Pets');
    expect(quote.querySelector('a')?.getAttribute('href')).toBe('/c/session-1#m-message-1');
    expect(words(quote)).toContain('You said this');
  });

  it('names every place where it was said', async () => {
    const again = { ...source!, messageId: 'message-2', sessionTitle: 'Walks' };
    const quote = await drawn(aMemory({ sources: [source!, again] }));
    expect(words(quote.querySelector('p'))).toMatch(/in Pets ?and in Walks/);
  });

  it('names the answer to it as that, not by the same title again', async () => {
    const reply = { ...source!, messageId: 'message-2', role: 'assistant' as const };
    const quote = await drawn(aMemory({ sources: [source!, reply] }));
    expect(words(quote.querySelector('p'))).toMatch(/in Pets ?and in the answer to it$/);
  });

  it('does not put words of others into the mouth of the reader', async () => {
    const said = await drawn(aMemory({ sources: [{ ...source!, role: 'assistant' }] }));
    expect(words(said)).toContain('Memocha said this');
    TestBed.resetTestingModule();
    expect(words(await drawn(aMemory({ speaker: 'Ada' })))).toContain('Ada said this');
  });

  it('says that something later was said, and what, where that is known', async () => {
    const outdated = aMemory({ outdatedBy: 'memory-2', outdatedAt: '2025-08-04T10:00:00.000Z' });
    const quote = await drawn(outdated, 'The dog is Max now.');
    expect(words(quote.querySelector('.outdated'))).toContain(
      'Outdated by a later statement on August 4, 2025',
    );
    expect(words(quote.querySelector('.outdated q'))).toBe('The dog is Max now.');
    TestBed.resetTestingModule();
    expect(words((await drawn(outdated)).querySelector('.outdated'))).toBe(
      'Outdated by a later statement on August 4, 2025',
    );
    TestBed.resetTestingModule();
    expect((await drawn(aMemory())).querySelector('.outdated')).toBeNull();
  });
});
