import { TestBed } from '@angular/core/testing';
import { provideRouter } from '@angular/router';
import { aMemory } from '../../testing/builders';
import { MemoryCard } from './memory-card';

describe('MemoryCard', () => {
  it('shows what was said, what came later, and why it was chosen', async () => {
    TestBed.configureTestingModule({ providers: [provideRouter([])] });
    const fixture = TestBed.createComponent(MemoryCard);
    fixture.componentRef.setInput('memory', aMemory({ outdatedBy: 'memory-2' }));
    fixture.componentRef.setInput('question', 'My dog?');
    fixture.componentRef.setInput('later', 'The dog is Max now.');
    await fixture.whenStable();
    const card = fixture.nativeElement as HTMLElement;
    expect(card.querySelector('blockquote')?.textContent).toBe('My dog is called Rex.');
    expect(card.querySelector('q')?.textContent).toBe('The dog is Max now.');
    expect(card.querySelector('.why')?.textContent).toBe('Shares “dog” with your message');
  });
});
