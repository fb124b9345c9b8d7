import type { Behaviour } from './fake-behaviour.ts';
import type { EmbeddingBehaviour } from './fake-embeddings.ts';

/** Words with characters of one to four bytes in UTF-8. */
export const WIDE_ANSWER = 'Grüße an Zoë, 茶 und 🍵, naïve façade.';

const IN_SECONDS = { status: 429, kind: 'status' } as const;

/** One chunk's line, of an answer that goes well so far. */
const token = (content: string): string =>
  `data: ${JSON.stringify({ choices: [{ index: 0, delta: { content }, finish_reason: null }] })}`;

/** Everything that a model server has been seen to do, by name. */
export const CHAT_MODES = {
  'from-prompt': { kind: 'answer-from-prompt', paceMs: 30 },
  answer: { kind: 'answer', paceMs: 30 },
  reasoning: { kind: 'answer', reasoning: 'Hm. They ask me something.', paceMs: 30 },
  'no-usage': { kind: 'answer', withoutUsage: true },
  'split-utf8': { kind: 'split', text: WIDE_ANSWER },
  length: { kind: 'answer', finish: 'length' },
  429: IN_SECONDS,
  '429-seconds': { ...IN_SECONDS, retryAfter: '2' },
  '429-long': { ...IN_SECONDS, retryAfter: '3600' },
  '429-date': { ...IN_SECONDS, retryAfter: 'Wed, 21 Oct 2099 07:28:00 GMT' },
  '429-ms': { ...IN_SECONDS, retryAfterMs: '250' },
  '429-nonsense': { ...IN_SECONDS, retryAfter: 'soon' },
  401: { kind: 'status', status: 401 },
  404: { kind: 'status', status: 404 },
  500: { kind: 'status', status: 500 },
  503: { kind: 'status', status: 503, retryAfter: '1' },
  hang: { kind: 'hang' },
  silence: { kind: 'silence' },
  stall: { kind: 'stall', afterTokens: 3 },
  cut: { kind: 'cut', afterTokens: 3 },
  'clean-eof': { kind: 'clean-eof', afterTokens: 3 },
  garbage: { kind: 'lines', lines: [token('So'), 'data: {"choices": oops'] },
  'binary-garbage': { kind: 'lines', lines: ['\u0000\u0001\ufffd\ufffe data data'] },
  endless: { kind: 'endless' },
  'endless-line': { kind: 'endless-line' },
  'huge-token': { kind: 'huge-token', characters: 500_000 },
  'wrong-type': {
    kind: 'body',
    type: 'text/plain',
    body: `${token('So')}\n\ndata: {"choices":[{"index":0,"delta":{},"finish_reason":"stop"}]}\n\n`,
  },
  'not-streamed': {
    kind: 'body',
    type: 'application/json',
    body: '{"choices":[{"index":0,"message":{"role":"assistant","content":"All at once."},"finish_reason":"stop"}],"usage":{"prompt_tokens":5,"completion_tokens":3,"total_tokens":8}}',
  },
  html: { kind: 'body', type: 'text/html', body: '<!doctype html><title>Log in</title>' },
  empty: { kind: 'body', type: 'text/event-stream', body: '' },
  'error-200': {
    kind: 'body',
    type: 'application/json',
    body: '{"error":{"message":"no memory left on the card","type":"server_error"}}',
  },
  'error-inside': {
    kind: 'lines',
    lines: [token('So'), 'data: {"error":{"message":"no memory left on the card"}}'],
  },
  'tool-call': { kind: 'tool-call' },
} as const satisfies Readonly<Record<string, Behaviour>>;

/** The same for embeddings. */
export const EMBEDDING_MODES = {
  embed: { kind: 'embed' },
  429: { kind: 'status', status: 429, retryAfter: '1' },
  500: { kind: 'status', status: 500 },
  hang: { kind: 'hang' },
  stall: { kind: 'stall' },
  cut: { kind: 'cut' },
  endless: { kind: 'endless' },
  'wrong-dimension': { kind: 'embed', dimensions: 7 },
  nan: { kind: 'embed', asNumbers: true, change: () => [{ index: 0, embedding: [1, NaN] }] },
  'nan-base64': { kind: 'embed', change: () => [{ index: 0, embedding: [1, NaN] }] },
  empty: { kind: 'embed', change: () => [] },
  'empty-vector': { kind: 'embed', change: () => [{ index: 0, embedding: [] }] },
  html: { kind: 'body', type: 'text/html', body: '<!doctype html><title>Log in</title>' },
} as const satisfies Readonly<Record<string, EmbeddingBehaviour>>;
