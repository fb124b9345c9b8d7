import { type CanActivate, type ExecutionContext, Injectable } from '@nestjs/common';
import { isLoopback, ServerSettings } from '../config/index.js';
import { DomainError } from '../shared/index.js';
import type { IdentifiedRequest } from './current-user.decorator.js';
import { LOCAL_USER_ID } from './users.service.js';

/** Takes every request for the one local user's. Accounts will put another guard in its place. */
@Injectable()
export class LocalUserGuard implements CanActivate {
  constructor(private readonly settings: ServerSettings) {}

  /**
   * Any page on the web can point a name of its own at this machine and would then count as the same
   * origin (DNS rebinding); so without accounts the name that was asked for must be loopback's.
   * @throws {DomainError} `host_not_allowed`, `cross_site`.
   */
  canActivate(context: ExecutionContext): boolean {
    const request = context.switchToHttp().getRequest<IdentifiedRequest>();
    if (!this.settings.allowRemote && !isLoopback(unbracketed(request.hostname)))
      throw new DomainError(
        'host_not_allowed',
        403,
        'This server answers only to the names of loopback, such as 127.0.0.1. ALLOW_REMOTE=true lifts this.',
      );
    // What a browser sends for a page of another site; programs do not send it.
    if (!this.settings.allowRemote && request.headers['sec-fetch-site'] === 'cross-site')
      throw new DomainError('cross_site', 403, 'Pages of other sites may not call this server.');
    request.userId = LOCAL_USER_ID;
    return true;
  }
}

/** A Host header sets an IPv6 address in brackets. */
const unbracketed = (host: string): string => host.replace(/^\[(.*)\]$/, '$1');
