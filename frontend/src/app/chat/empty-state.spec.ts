import { TestBed } from '@angular/core/testing';
import { provideRouter } from '@angular/router';
import { aPage, aSpace } from '../../testing/builders';
import { FakeServer, json } from '../../testing/fake-server';
import type { Space } from '../api/models';
import { SpacesStore } from '../spaces/spaces-store';
import { EmptyState } from './empty-state';

async function drawn(...spaces: readonly Space[]): Promise<string> {
  new FakeServer().on('GET spaces', json(aPage(spaces)));
  TestBed.configureTestingModule({ providers: [provideRouter([])] });
  await TestBed.inject(SpacesStore).load();
  const fixture = TestBed.createComponent(EmptyState);
  await fixture.whenStable();
  return (fixture.nativeElement as HTMLElement).textContent;
}

describe('EmptyState', () => {
  afterEach(() => {
    localStorage.clear();
    vi.unstubAllGlobals();
  });

  it('names the space where there is more than one', async () => {
    localStorage.setItem('memocha.space', 'Work');
    const work = aSpace({ id: 'work', name: 'Work', isDefault: false });
    await expect(drawn(aSpace(), work)).resolves.toContain(
      'You are in Work. What you say here is remembered only here.',
    );
  });

  it('says nothing of spaces to whom has only one', async () => {
    await expect(drawn(aSpace())).resolves.not.toContain('You are in');
  });
});
