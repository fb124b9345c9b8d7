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
