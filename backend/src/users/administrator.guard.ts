import { type CanActivate, type ExecutionContext, Injectable } from '@nestjs/common';
import type { Request } from 'express';
import { createHash, timingSafeEqual } from 'node:crypto';
import { ServerSettings } from '../config/index.js';
import { DomainError } from '../shared/index.js';

/**
 * Lets administrators pass alone: whoever knows ADMIN_TOKEN. Where none is set, whoever can reach this
 * server is one, as long as that takes sitting at this machine.
 */
@Injectable()
export class AdministratorGuard implements CanActivate {
  constructor(private readonly settings: ServerSettings) {}

  /** @throws {DomainError} `no_administrator`, `not_administrator`. */
  canActivate(context: ExecutionContext): boolean {
    const { adminToken, allowRemote } = this.settings;
    if (adminToken === undefined) {
      if (!allowRemote) return true;
      throw new DomainError(
        'no_administrator',
        403,
        'Nobody may do this while ALLOW_REMOTE is true and ADMIN_TOKEN is not set. Set it, and start again.',
      );
    }
    const { headers } = context.switchToHttp().getRequest<Request>();
    const [, given] = /^Bearer +(\S+)$/i.exec(headers.authorization ?? '') ?? [];
    if (given !== undefined && isSame(given, adminToken)) return true;
    throw new DomainError(
      'not_administrator',
      403,
      'Only an administrator may do this: send ADMIN_TOKEN as a bearer token.',
    );
  }
}

/** How long it takes says nothing about either, not even how long they are. */
const isSame = (one: string, other: string): boolean =>
  timingSafeEqual(digestOf(one), digestOf(other));

const digestOf = (text: string): Buffer => createHash('sha256').update(text).digest();
