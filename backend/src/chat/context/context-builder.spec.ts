import { seededRandom } from '../../../test/support/seeded-random.js';
import type { RecalledMemory, Recollection } from '../../memory/index.js';
import type { Message } from '../../messages/index.js';
import { countTokens } from '../../shared/index.js';
import { type BuiltContext, ContextBuilder, type ContextParts } from './context-builder.js';
import { TOKENS_AROUND_A_MESSAGE } from './history-window.js';

const WORDS = [
  'tea',
  ' the dog',
  '\n',
  '"',
  'ünïcödé',
  '日本語',
  '😀',
  '</memories>',
  '\\',
  ' 2026-05-04',
];

/** A world of random sizes: settings, a conversation, memories and a message. */
function aWorld(seed: number) {
  const random = seededRandom(seed);
  const upTo = (most: number) => Math.floor(random() * (most + 1));
  const text = (most: number) =>
    Array.from({ length: upTo(most) }, () => WORDS[upTo(WORDS.length - 1)]).join('');
  const contextTokens = 1_000 + upTo(3_000);
  const settings = {
    contextTokens,
    answerTokens: 16 + upTo(contextTokens / 2 - 16),
    memoryTokens: upTo(contextTokens / 2),
    messageMaxChars: 20_000,
    abandonAfter: 60_000,
  };
  const path = Array.from(
    { length: upTo(30) },
    (_, index) =>
      // What else a row has is not read.
      ({ id: `m${index}`, role: index % 2 ? 'assistant' : 'user', text: text(60) }) as Message,
  );
  const recalled = Array.from({ length: upTo(20) }, (_, index) =>
    aMemory(`r${index}`, text(40), random() < 0.3 ? `m${upTo(29)}` : 'elsewhere'),
  );
  const parts = {
    message: text(100),
    path,
    pathLength: path.length + upTo(5),
    recollection: aRecollection(recalled),
    quoting: false,
    degraded: [],
  };
  return { settings, parts };
}

const aRecollection = (items: readonly RecalledMemory[]): Recollection => ({
  items,
  confidence: 1,
  nothingFits: false,
  degraded: [],
  timings: { embedMs: 0, searchMs: 0, rankMs: 0, totalMs: 0 },
  leftOut: [],
});

const aMemory = (memoryId: string, text: string, messageId: string): RecalledMemory => ({
  memoryId,
  kind: 'turn',
  text,
  at: '2026-05-04T12:00:00.000Z',
  score: 1,
  parts: { lexical: 1, meaning: 0, context: 0, speaker: 0, time: 0, standing: 0, newest: 0 },
  tokens: countTokens(text),
  speaker: null,
  outdatedBy: null,
  outdatedAt: null,
  sources: [
    {
      messageId,
      externalId: null,
      sessionId: 'session',
      sessionTitle: 'A title\n"quoted"',
      sessionExternalId: null,
      role: 'user',
    },
  ],
});

const sizeOf = ({ request }: BuiltContext): number =>
  request.messages.reduce((sum, { text }) => sum + countTokens(text) + TOKENS_AROUND_A_MESSAGE, 0);

describe('the context of an answer', () => {
  const worlds = Array.from({ length: 300 }, (_, seed) => aWorld(seed + 1)).filter(
    ({ settings, parts }) => new ContextBuilder(settings).holds(parts.message),
  );
  const built = worlds.map(({ settings, parts }) => ({
    settings,
    parts,
    built: new ContextBuilder(settings).build(parts),
  }));

  it('is tried on worlds of all kinds', () => {
    expect(worlds.length).toBeGreaterThan(100);
    expect(built.some(({ built: { used } }) => used.length > 3)).toBe(true);
    expect(built.some(({ built: { context } }) => context.history.leftOut > 5)).toBe(true);
  });

  it('leaves the answer its room, whatever the sizes', () => {
    for (const { settings, built: context } of built)
      expect(sizeOf(context)).toBeLessThanOrEqual(settings.contextTokens - settings.answerTokens);
  });

  it('keeps memories within their own limit, markers counted', () => {
    for (const { settings, parts, built: context } of built) {
      const block = sizeOf(context) - sizeOf(new ContextBuilder(settings).build(bare(parts)));
      const history = context.request.messages
        .slice(1, -1)
        .reduce((sum, { text }) => sum + countTokens(text) + TOKENS_AROUND_A_MESSAGE, 0);
      expect(block - history).toBeLessThanOrEqual(settings.memoryTokens);
    }
  });

  it('knows its own size, and what it sent and left out', () => {
    for (const { parts, built: context } of built) {
      expect(context.context.promptTokens).toBe(sizeOf(context));
      const { sent, leftOut } = context.context.history;
      expect(sent + leftOut).toBe(parts.pathLength);
      const accounted = [...context.context.memories, ...(context.context.leftOut ?? [])];
      expect(new Set(accounted.map(({ memoryId }) => memoryId)).size).toBe(
        parts.recollection.items.length,
      );
    }
  });

  it('reminds of nothing that the conversation shows', () => {
    for (const { parts, built: context } of built) {
      const { sent } = context.context.history;
      const shown = new Set(parts.path.slice(parts.path.length - sent).map(({ id }) => id));
      for (const { sources } of context.used) expect(shown.has(sources[0]!.messageId)).toBe(false);
    }
  });

  it('begins with the same system prompt and ends with the message', () => {
    const first = built[0]!.built.request.messages[0];
    for (const { parts, built: context } of built) {
      expect(context.request.messages[0]).toEqual(first);
      const last = context.request.messages.at(-1);
      expect(last?.role).toBe('user');
      expect(last?.text.endsWith(parts.message)).toBe(true);
    }
  });

  it('refuses to hold a message that leaves no room for the answer', () => {
    const builder = new ContextBuilder({ ...worlds[0]!.settings, contextTokens: 1_000 });
    expect(builder.holds('word '.repeat(1_000))).toBe(false);
    expect(builder.holds('')).toBe(true);
  });
});

const bare = (parts: ContextParts): ContextParts => ({
  ...parts,
  path: [],
  recollection: undefined,
});
