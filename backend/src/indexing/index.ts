export { IndexJobs } from './index-jobs.js';
export { Indexing } from './indexing.js';
export { IndexingReport, type IndexingStanding } from './indexing-report.js';
export { IndexingModule } from './indexing.module.js';
export type { Reconciled } from './reconciliation.js';
