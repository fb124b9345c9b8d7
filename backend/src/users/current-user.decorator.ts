import { createParamDecorator, type ExecutionContext } from '@nestjs/common';
import type { Request } from 'express';

/** A request of which it is known who asks. */
export interface IdentifiedRequest extends Request {
  userId?: string;
}

/** Gives a handler the id of whoever asks. @throws {Error} where no guard has told who that is. */
export const CurrentUser = createParamDecorator((_: unknown, context: ExecutionContext): string => {
  const { userId } = context.switchToHttp().getRequest<IdentifiedRequest>();
  if (!userId) throw new Error('a handler asks for the user, and no guard has told who it is');
  return userId;
});
