import { type CanActivate, type ExecutionContext, Injectable } from '@nestjs/common';
import type { IdentifiedRequest } from './current-user.decorator.js';
import { LOCAL_USER_ID } from './users.service.js';

/** Takes every request for the one local user's. Accounts will put another guard in its place. */
@Injectable()
export class LocalUserGuard implements CanActivate {
  canActivate(context: ExecutionContext): boolean {
    context.switchToHttp().getRequest<IdentifiedRequest>().userId = LOCAL_USER_ID;
    return true;
  }
}
