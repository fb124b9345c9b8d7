import { seconds, whole } from './fields.js';

/** How long a model may take, phase by phase, and how much it may say. */
export const modelLimits = {
  MODEL_CONNECT_SECONDS: seconds()
    .default(5)
    .meta({ description: 'Longest wait for a connection to a model server' }),
  MODEL_HEADERS_SECONDS: seconds().default(15).meta({
    description:
      'Longest wait for the beginning of its response. Raise it, and the next one, for a model that has to be loaded first',
  }),
  MODEL_FIRST_TOKEN_SECONDS: seconds()
    .default(20)
    .meta({ description: 'Longest wait for the first token of an answer' }),
  MODEL_REASONING_SECONDS: seconds()
    .default(60)
    .meta({ description: 'The same for models that are known to reason before they speak' }),
  MODEL_LOADING_SECONDS: seconds().default(120).meta({
    description:
      'In place of these three for a model that was found on this machine by itself: it may have to be loaded, and reads slowly',
  }),
  MODEL_SILENCE_SECONDS: seconds()
    .default(15)
    .meta({ description: 'Longest silence between two tokens of an answer' }),
  MODEL_ANSWER_SECONDS: seconds(86_400)
    .default(180)
    .meta({ description: 'Longest time for a whole answer; what was said until then is kept' }),
  MODEL_ANSWER_KIB: whole(1, 1_024)
    .default(64)
    .meta({ description: 'Longest answer in KiB of text; then it is cut' }),
  MODEL_RETRIES: whole(0, 10).default(2).meta({
    description: 'How often a model is asked again that failed before its first token; never after',
  }),
  RETRY_BASE_MS: whole(1, 60_000).default(250).meta({
    description: 'Pause before that: a random part of so many milliseconds, doubled each time',
  }),
  RETRY_CAP_MS: whole(1, 600_000)
    .default(4_000)
    .meta({ description: 'Longest such pause, in milliseconds' }),
  RETRY_AFTER_SECONDS: seconds().default(20).meta({
    description:
      'Longest pause that a server may ask for by Retry-After; one that asks for more is not asked again',
  }),
  RETRY_BUDGET_PERCENT: whole(0, 100).default(10).meta({
    description: 'Most calls made again, in percent of the requests so far, so that none storm',
  }),
} as const;

/** How many may be served at once. */
export const bulkheads = {
  ANSWERS_PER_USER: whole(1, 10_000)
    .default(2)
    .meta({ description: 'Running answers of one user; one more is refused with 429' }),
  ANSWERS_RUNNING: whole(1, 100_000)
    .default(100)
    .meta({ description: 'Running answers of this process; more wait' }),
  ANSWERS_WAITING: whole(0, 100_000)
    .default(200)
    .meta({ description: 'How many may wait; one more is refused with 503' }),
  ANSWERS_WAIT_SECONDS: seconds()
    .default(5)
    .meta({ description: 'How long one waits before it is refused' }),
  EMBEDDINGS_PARALLEL: whole(1, 1_000)
    .default(4)
    .meta({ description: 'Requests to the embedding server at the same time' }),
  MILVUS_PARALLEL: whole(1, 1_000)
    .default(16)
    .meta({ description: 'Requests to Milvus at the same time' }),
} as const;

/** When what keeps failing is left alone. */
export const breakerLimits = {
  BREAKER_FAIL_MAX: whole(1, 1_000)
    .default(5)
    .meta({ description: 'Failures in a row after which a model, or Milvus, is left alone' }),
  BREAKER_RESET_SECONDS: seconds()
    .default(60)
    .meta({ description: 'How long a model is left alone before one call tries it again' }),
  BREAKER_SUCCESS_THRESHOLD: whole(1, 100)
    .default(1)
    .meta({ description: 'Such calls that must succeed in a row before a model is in use again' }),
  BREAKER_STORE_RESET_SECONDS: seconds().default(5).meta({
    description:
      'How long Milvus, or the embedding server, is left alone: less, as what waits for them is to be indexed soon after they are back',
  }),
} as const;
