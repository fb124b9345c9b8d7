import { Injectable } from '@nestjs/common';
import { HealthIndicatorService } from '@nestjs/terminus';
import { once } from 'node:events';
import { connect } from 'node:net';
import { VectorSettings } from '../config/index.js';
import { PATIENCE } from './patience.js';

/** Whether the configured Milvus can be reached. Recall goes on without it: it is never `down`. */
@Injectable()
export class MilvusHealth {
  constructor(
    private readonly settings: VectorSettings,
    private readonly indicators: HealthIndicatorService,
  ) {}

  async check() {
    const indicator = this.indicators.check('milvus');
    const address = this.settings.milvusAddress;
    if (address === undefined)
      return indicator.up({ use: 'none', why: 'MILVUS_ADDRESS is not set' });
    const { hostname, port } = new URL(address.includes('://') ? address : `http://${address}`);
    const socket = connect({ host: hostname, port: Number(port) });
    try {
      await once(socket, 'connect', { signal: AbortSignal.timeout(PATIENCE) });
      return indicator.up({ address });
    } catch {
      // Refused, unknown or silent: all mean that it cannot be used now.
      return indicator.degraded({ address, code: 'milvus_unreachable' });
    } finally {
      socket.destroy();
    }
  }
}
