import { TestBed } from '@angular/core/testing';
import { provideRouter } from '@angular/router';
import { aMemory } from '../../testing/builders';
import type { Recalled } from '../api/models';
import { MemoryCard } from './memory-card';

async function drawn(memory: Recalled, question = ''): Promise<HTMLElement> {
  TestBed.configureTestingModule({ providers: [provideRouter([])] });
  const fixture = TestBed.createComponent(MemoryCard);
  fixture.componentRef.setInput('memory', memory);
  fixture.componentRef.setInput('question', question);
  await fixture.whenStable();
  return fixture.nativeElement as HTMLElement;
}

const [source] = aMemory().sources;

describe('MemoryCard', () => {
  it('shows what was said, exactly, and leads to the message', async () => {
    const card = await drawn(aMemory({ text: 'My <b>dog</b>\nis Rex' }), 'My dog?');
    expect(card.querySelector('blockquote')?.textContent).toBe('My <b>dog</b>\nis Rex');
    expect(card.querySelector('a')?.textContent).toBe('Pets');
    expect(card.querySelector('a')?.getAttribute('href')).toBe('/c/session-1#m-message-1');
    expect(card.querySelector('.why')?.textContent).toBe('Shares “dog” with your message');
    expect(card.textContent).toContain('You said this');
  });

  it('names every place where it was said', async () => {
    const again = { ...source!, messageId: 'message-2', sessionTitle: 'Walks' };
    const card = await drawn(aMemory({ sources: [source!, again] }));
    expect(card.querySelector('p')?.textContent.replace(/\s+/g, ' ')).toMatch(
      /in Pets ?and in Walks/,
    );
  });

  it('does not put words of Memocha into the mouth of the reader', async () => {
    const card = await drawn(aMemory({ sources: [{ ...source!, role: 'assistant' }] }));
    expect(card.textContent).toContain('Memocha said this');
  });
});
