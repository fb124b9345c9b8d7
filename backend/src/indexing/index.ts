export { IndexJobs } from './index-jobs.js';
export { Indexing, type IndexingPhase } from './indexing.js';
export { IndexingModule } from './indexing.module.js';
export type { Reconciled } from './reconciliation.js';
