export {
  Breaker,
  type BreakerListener,
  type BreakerReport,
  type BreakerState,
  CircuitOpen,
} from './breaker.js';
export { BreakerRegistry } from './breaker-registry.js';
export { Bulkhead, BulkheadFull, type BulkheadOptions } from './bulkhead.js';
export { CircuitBreaker, type CircuitBreakerOptions, type Permit } from './circuit-breaker.js';
export { GuardedCalls, type GuardedCallsOptions } from './guarded-calls.js';
export { pause, pauseBefore, type RetryOptions } from './retry.js';
export { retryAfter } from './retry-after.js';
export { RetryBudget } from './retry-budget.js';
