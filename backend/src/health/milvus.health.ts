import { Injectable } from '@nestjs/common';
import { HealthIndicatorService } from '@nestjs/terminus';
import { MilvusVectorStore, VectorStore } from '../vectors/index.js';
import { PATIENCE } from './patience.js';

/**
 * Whether the configured Milvus answers, and the collections in use are loaded and indexed. Recall
 * goes on without it: it is never `down`.
 */
@Injectable()
export class MilvusHealth {
  constructor(
    private readonly store: VectorStore,
    private readonly indicators: HealthIndicatorService,
  ) {}

  async check() {
    const indicator = this.indicators.check('milvus');
    if (!(this.store instanceof MilvusVectorStore))
      return indicator.up({ use: 'none', why: 'MILVUS_ADDRESS is not set' });
    const report = { address: this.store.address, ...(await this.store.report(PATIENCE)) };
    return report.code === undefined ? indicator.up(report) : indicator.degraded(report);
  }
}
