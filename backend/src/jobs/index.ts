export { JobCounts, type JobNumbers } from './job-counts.js';
export type { JobWorker } from './job-worker.js';
export { Jobs } from './jobs.js';
export { JobsModule } from './jobs.module.js';
export type { Job, JobFailure, JobHandler, Queue } from './queue.js';
