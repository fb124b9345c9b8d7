import type {
  DependencyLimits,
  ModelPatience,
  ModelSettings,
  ResilienceSettings,
} from '../../src/config/index.js';

/** Patience that no test waits for; suites shorten what they look at. */
export const longPatience: ModelPatience = {
  headers: 20_000,
  firstToken: 20_000,
  reasoning: 20_000,
  silence: 20_000,
  whole: 60_000,
  longest: 65_536,
};

/** Nothing is configured. */
export const someModelSettings = {
  baseUrl: undefined,
  apiKey: undefined,
  model: undefined,
  autodetect: true,
  fallback: undefined,
  connectMs: 5_000,
  patience: longPatience,
  loadingMs: 20_000,
} satisfies ModelSettings;

/** Of servers that are asked for vectors. */
export const someLimits: DependencyLimits = {
  requestMs: 10_000,
  parallel: 4,
  failMax: 1,
  resetTimeout: 5_000,
};

/** Calls that failed are made again at once; a breaker opens at the fifth failure. */
export const someResilience = {
  retry: { most: 2, base: 1, cap: 1, longestAsked: 1_000, budgetPercent: 100 },
  breaker: { failMax: 5, resetTimeout: 60_000, successThreshold: 1 },
  embeddings: someLimits,
  milvus: { ...someLimits, failMax: 5 },
} satisfies ResilienceSettings;
