import { RecallOnlyModel } from '../../src/llm/index.js';
import { streamedText, streamOf } from '../support/api-client.ts';
import { chatWithFakeModel } from '../support/chat-with-fake-model.ts';
import type { Behaviour } from '../support/fake-behaviour.ts';
import { CHAT_MODES, WIDE_ANSWER } from '../support/fake-modes.ts';
import { DEFAULT_ANSWER } from '../support/fake-performance.ts';
import { poll } from '../support/poll.ts';

type Mode = keyof typeof CHAT_MODES;

/**
 * An answer with its finish reason; or the code of the failure: before the first token, quotes stand
 * in for the model, after it there is an error with the text that came.
 */
type Outcome =
  | { readonly text: string | number; readonly finish: string }
  | { readonly code: string; readonly text?: string };

const BEGINNING = 'A scripted answer,';
/** Characters of the longest answer. */
const LONGEST = 65_536;

const failing = (code: string, ...modes: Mode[]): [Mode, Outcome][] =>
  modes.map((mode) => [mode, { code }]);
const answering = (text: string | number, finish: string, ...modes: Mode[]): [Mode, Outcome][] =>
  modes.map((mode) => [mode, { text, finish }]);

/** What the product makes of each mode; where it is an answer's length, a number. */
const OUTCOMES: readonly [Mode, Outcome][] = [
  ...answering(DEFAULT_ANSWER, 'stop', 'answer', 'reasoning', 'no-usage'),
  ...answering(DEFAULT_ANSWER, 'length', 'length'),
  ...answering('Nothing in my prompt speaks to that.', 'stop', 'from-prompt'),
  ...answering(WIDE_ANSWER, 'stop', 'split-utf8'),
  ...answering('So', 'stop', 'wrong-type'),
  ...answering('All at once.', 'stop', 'not-streamed'),
  ...answering(LONGEST, 'length', 'endless', 'huge-token'),
  ...failing('model_rate_limited', 429, '429-seconds', '429-long', '429-date', '429-ms'),
  ...failing('model_rate_limited', '429-nonsense'),
  ...failing('model_unauthorized', 401),
  ...failing('model_not_found', 404),
  ...failing('model_failed', 500, 503, 'error-200'),
  ...failing('model_timeout', 'hang', 'silence'),
  ...failing('model_garbled', 'html', 'endless-line'),
  ...failing('model_cut', 'empty', 'binary-garbage'),
  ...failing('model_empty', 'tool-call'),
  ['stall', { code: 'model_timeout', text: BEGINNING }],
  ['cut', { code: 'model_cut', text: BEGINNING }],
  ['clean-eof', { code: 'model_cut', text: BEGINNING }],
  ['garbage', { code: 'model_garbled', text: 'So' }],
  ['error-inside', { code: 'model_failed', text: 'So' }],
];

describe('what a model server can do', () => {
  const shared = chatWithFakeModel(
    { kind: 'answer' },
    {
      MODEL_HEADERS_SECONDS: '2',
      MODEL_FIRST_TOKEN_SECONDS: '2',
      MODEL_RETRIES: '0',
      BREAKER_FAIL_MAX: '1000',
      MODEL_SILENCE_SECONDS: '2',
    },
  );

  it('is known of every mode', () => {
    expect(OUTCOMES.map(([mode]) => String(mode)).toSorted()).toEqual(
      Object.keys(CHAT_MODES).toSorted(),
    );
  });

  it.each(OUTCOMES)('%s', async (mode, outcome) => {
    const { fake, running, session } = shared;
    const behaviour: Behaviour = CHAT_MODES[mode];
    const insteadOf = vi.spyOn(RecallOnlyModel, 'insteadOf');
    fake.behave(behaviour);
    const events = await streamOf(running.api.send(session, 'Are you there?'));

    const error = events.find(({ event }) => event === 'error')?.data;
    const text = streamedText(events);
    const [question, answer] = await running.api.history(session);
    expect(question?.text).toBe('Are you there?');
    // What is kept is what was shown, whatever happened.
    expect(answer?.text).toBe(text);
    if ('code' in outcome && outcome.text === undefined) {
      expect(insteadOf.mock.lastCall?.[0]).toMatchObject({ code: outcome.code });
      const last = events.findLast(({ event }) => event === 'meta')?.data;
      expect(last?.['degraded']).toContain('model');
      expect({ error, status: answer?.status }).toEqual({ error: undefined, status: 'complete' });
    } else if ('code' in outcome) {
      expect({ ...error, text }).toMatchObject({ ...outcome, partial: true });
      expect(answer?.status).toBe('failed');
    } else {
      const said = typeof outcome.text === 'number' ? text.length : text;
      expect({ error, said }).toEqual({ error: undefined, said: outcome.text });
      expect(events.at(-1)?.data).toMatchObject({ finishReason: outcome.finish });
      expect(answer?.status).toBe('complete');
    }
  });

  it('hangs up on a server that would never end', async () => {
    const { fake, running, session } = shared;
    const before = fake.closedSockets;
    fake.behave(CHAT_MODES.endless);
    await streamOf(running.api.send(session, 'Hello'));
    await poll('the closed socket', () => fake.closedSockets > before, { withinMs: 5_000 });
  });
});
