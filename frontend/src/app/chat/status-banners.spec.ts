import { TestBed } from '@angular/core/testing';
import { aStatus } from '../../testing/builders';
import { FakeServer, json } from '../../testing/fake-server';
import { StatusStore } from '../status/status-store';
import { StatusBanners } from './status-banners';

afterEach(() => vi.unstubAllGlobals());

/** The words of the banners, each with whether it tells of a problem. */
async function banners(answer: Response | 'offline', notice: string | null): Promise<string[]> {
  new FakeServer().on('GET status', answer);
  const fixture = TestBed.createComponent(StatusBanners);
  fixture.componentRef.setInput('notice', notice);
  await TestBed.inject(StatusStore).check();
  await fixture.whenStable();
  const found = (fixture.nativeElement as HTMLElement).querySelectorAll('mc-banner');
  return Array.from(found, (banner) => {
    const words = banner.textContent.replace(/\s+/g, ' ').trim();
    return `${banner.classList.contains('problem') ? '! ' : ''}${words}`;
  });
}

describe('StatusBanners', () => {
  it('are silent while all is well', async () => {
    await expect(banners(json(aStatus('connected')), null)).resolves.toEqual([]);
  });

  it('say that there is no model, and how to connect one', async () => {
    const [words, ...more] = await banners(json(aStatus('recall-only')), null);
    expect(words).toMatch(/^No model is connected.*Ollama.*OPENAI_BASE_URL/);
    expect(more).toEqual([]);
  });

  it.each([
    ['fallback', /^The fallback answers for now.*Why ?It failed\.$/],
    [
      'memory',
      /^The model does not answer for now: answers are quotes.*is kept.*Why ?It failed\.$/,
    ],
  ] as const)('say that %s stands in for the model', async (answers, expected) => {
    const status = aStatus('connected', {}, { answers, why: 'It failed.' });
    await expect(banners(json(status), null)).resolves.toEqual([expect.stringMatching(expected)]);
  });

  it('do not ask for a model where the fallback is the only one', async () => {
    const status = aStatus('recall-only', {}, { answers: 'fallback', why: 'None is set.' });
    await expect(banners(json(status), null)).resolves.toEqual([
      expect.stringMatching(/^The fallback answers for now.*None is set\.$/),
    ]);
  });

  it('say how far the search by meaning is', async () => {
    const filling = aStatus('connected', { state: 'filling', done: 1200, total: 4000 });
    await expect(banners(json(filling), null)).resolves.toEqual([
      'Learning meaning: 1,200 of 4,000 memories (30 %). Until then they are found by their words.',
    ]);
    const bar = document.querySelector('progress');
    expect([bar?.value, bar?.max]).toEqual([1200, 4000]);
  });

  it('say so without a model, too', async () => {
    const filling = aStatus('recall-only', { state: 'filling', done: 1200, total: 4000 });
    await expect(banners(json(filling), null)).resolves.toEqual([
      expect.stringMatching(/^No model/),
      expect.stringMatching(/^Learning meaning/),
    ]);
  });

  it('say that memory is searched by words only, but not while the server starts', async () => {
    const away = aStatus('connected', { state: 'waiting', code: 'embedder_unreachable' });
    const [words, ...more] = await banners(json(away), null);
    expect(words).toMatch(/by words only for now: the embedding model does not answer.*Why ?z$/);
    expect(more).toEqual([]);
    TestBed.resetTestingModule();
    const starting = aStatus('connected', { state: 'waiting', code: 'starting' });
    await expect(banners(json(starting), null)).resolves.toEqual([]);
  });

  it('say that the server is away and that nothing is lost', async () => {
    const [words, ...more] = await banners('offline', null);
    expect(words).toMatch(/does not answer.*stays here/);
    expect(more).toEqual([]);
  });

  it('say first why a message came back', async () => {
    await expect(banners(json(aStatus('recall-only')), 'Too long.')).resolves.toEqual([
      '! Too long.',
    ]);
  });

  it('say beside it that a server is being waited for', async () => {
    await expect(banners('offline', 'Memocha does not answer.')).resolves.toEqual([
      '! Memocha does not answer. Trying again by itself.',
    ]);
  });
});
