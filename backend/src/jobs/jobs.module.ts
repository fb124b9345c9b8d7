import { Module } from '@nestjs/common';
import { DeadJobs } from './dead-jobs.js';
import { DeadJobsController } from './dead-jobs.controller.js';
import { JobBoss } from './job-boss.js';
import { JobCounts } from './job-counts.js';
import { Jobs } from './jobs.js';

/** Work that waits in the database. */
@Module({
  controllers: [DeadJobsController],
  providers: [JobBoss, Jobs, JobCounts, DeadJobs],
  exports: [Jobs, JobCounts],
})
export class JobsModule {}
