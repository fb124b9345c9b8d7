import { Injectable, type NestMiddleware } from '@nestjs/common';
import type { Request } from 'express';
import { RoleSettings } from './config/index.js';
import { DomainError } from './shared/index.js';

/** What also a process answers that only works behind the requests. */
const OPEN = /^\/(health(\/(live|ready))?|metrics|api\/(status|breakers(\/(open|close))?))\/?$/;

/** Lets nothing but questions about its health into a process with ROLE=worker. */
@Injectable()
export class WorkerDoor implements NestMiddleware {
  constructor(private readonly settings: RoleSettings) {}

  use({ originalUrl }: Request, _response: unknown, next: () => void): void {
    const [path = ''] = originalUrl.split('?');
    if (this.settings.role === 'worker' && !OPEN.test(path))
      throw new DomainError(
        'worker_only',
        404,
        'This process works behind the requests and answers /health, /metrics, /api/status and /api/breakers only. Ask one with ROLE=api or ROLE=all.',
      );
    next();
  }
}
