import { TestBed } from '@angular/core/testing';
import { MAT_DIALOG_DATA } from '@angular/material/dialog';
import { provideRouter } from '@angular/router';
import type { Receipt } from '../api/models';
import { aMemory } from '../../testing/builders';
import { FakeServer, json, problem } from '../../testing/fake-server';
import { degradedSentences } from '../chat/degraded-words';
import { ReceiptSheet } from './receipt-sheet';

const parts = {
  lexical: 0.8,
  meaning: 0.4,
  context: 0,
  speaker: 0,
  time: 0,
  standing: 0,
  newest: 0,
};

const aReceipt = (of: Partial<Receipt> = {}): Receipt => ({
  messageId: 'm2',
  model: 'llama3.2',
  degraded: [],
  confidence: 0.9,
  nothingFits: false,
  timings: { embedMs: 9, searchMs: 4, rankMs: 1, totalMs: 12.4 },
  memories: [{ memoryId: 'memory-1', score: 1, parts, memory: aMemory() }],
  leftOut: [],
  history: { sent: 2, leftOut: 0 },
  tokens: { system: 300, history: 40, memories: 30, message: 9 },
  prompt: [
    { role: 'system', text: 'You are Memocha.', tokens: 300 },
    { role: 'user', text: 'What is my dog called?', tokens: 9 },
  ],
  exact: true,
  ...of,
});

const WHERE = 'GET messages/m2/receipt';
let server: FakeServer;

async function open(): Promise<HTMLElement> {
  const fixture = TestBed.createComponent(ReceiptSheet);
  await fixture.whenStable();
  return fixture.nativeElement as HTMLElement;
}

beforeEach(() => {
  server = new FakeServer();
  TestBed.configureTestingModule({
    providers: [
      provideRouter([]),
      { provide: MAT_DIALOG_DATA, useValue: { messageId: 'm2', missing: degradedSentences } },
    ],
  });
});
afterEach(() => vi.unstubAllGlobals());

describe('ReceiptSheet', () => {
  it('shows what was sent, what spoke for it, and how large it was', async () => {
    server.on(WHERE, json(aReceipt()));
    const { textContent: text } = await open();
    for (const words of [
      'llama3.2',
      'My dog is called Rex.',
      'Words in common',
      '0.80',
      'Close in meaning',
      '0.40',
    ])
      expect(text).toContain(words);
    expect(text).not.toContain('Who said it');
    expect(text).toContain('7 tokens');
    expect(text).toContain('All that was sent (309 tokens)');
    expect(text).toContain('Recalled in 12 ms.');
  });

  it('says why others were left out, and what was forgotten since', async () => {
    const forgotten = { memoryId: 'gone', score: 1, parts, memory: null };
    const long = { ...forgotten, memoryId: 'long', memory: aMemory({ tokens: 120 }) };
    const leftOut = [long, { ...forgotten, memoryId: 'other' }].map((entry) => ({
      ...entry,
      reason: 'token_budget' as const,
    }));
    server.on(WHERE, json(aReceipt({ memories: [forgotten], leftOut, exact: false })));
    const { textContent: text } = await open();
    expect(text).toContain('Would have taken 120 tokens');
    expect(text).toContain('This memory was forgotten since.');
    expect(text).toContain('No room was left for it');
    expect(text).toContain('Not as it was');
  });

  it('quotes what was said later about the same', async () => {
    const old = aMemory({ outdatedBy: 'memory-2' });
    const later = aMemory({ memoryId: 'memory-2', text: 'The dog is Max now.' });
    const memories = [later, old].map((memory) => ({
      memoryId: memory.memoryId,
      score: 1,
      parts,
      memory,
    }));
    server.on(WHERE, json(aReceipt({ memories })));
    expect((await open()).querySelector('q')?.textContent).toBe('The dog is Max now.');
  });

  it('draws the bars against the best score on the receipt', async () => {
    const entry = { memoryId: 'memory-1', score: 1.6, parts, memory: aMemory() };
    server.on(WHERE, json(aReceipt({ memories: [entry] })));
    const bars = (await open()).querySelectorAll<HTMLElement>('.bar i');
    expect(Array.from(bars, (bar) => bar.style.inlineSize)).toEqual(['50%', '25%']);
  });

  it('says what was missing, and that nothing fitted', async () => {
    const degraded = ['embedder'];
    server.on(WHERE, json(aReceipt({ degraded, memories: [], nothingFits: true })));
    const { textContent: text } = await open();
    expect(text).toContain('the embedding model did not answer');
    expect(text).toContain('Nothing remembered seemed to fit');
    expect(text).toContain('None.');
  });

  it('says that there is none, and asks again', async () => {
    server.on(WHERE, problem(404, 'no_receipt', 'Nothing is known yet.'), json(aReceipt()));
    const element = await open();
    expect(element.textContent).toContain('Nothing is known yet.');
    element.querySelector<HTMLButtonElement>('.again')?.click();
    await vi.waitFor(() => expect(element.textContent).toContain('llama3.2'));
  });
});
