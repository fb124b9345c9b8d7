export { afterCommit } from './after-commit.js';
export { DatabaseModule } from './database.module.js';
export { ManagedDataSource } from './managed-data-source.js';
export { inOneTrip, type Rows, type Statement } from './one-trip.js';
export { planKept } from './plan-keeping-client.js';
export { retryWhileAway } from './reaching.js';
export { longTransaction, withoutTimeLimit } from './without-time-limit.js';
