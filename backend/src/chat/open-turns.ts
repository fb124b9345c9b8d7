import type { NextFunction, Request, RequestHandler, Response } from 'express';
import { finished } from 'node:stream';
import type { AnswerPlacesSettings } from '../config/index.js';
import { serverBusy } from './server-busy.js';

/** What asks for an answer to be made. */
const ASKS_FOR_ANSWER = /^\/api\/(?:chat|sessions\/[^/]+\/messages|streams\/[^/]+\/continue)$/;

/**
 * Refuses requests for an answer while as many are open as may run and wait, before anything of them is
 * read: a crowd costs those who are served next to nothing. Whether one of it is known already, nobody
 * looks then; it may come again.
 */
export function refuseExcessTurns({
  running,
  waiting,
  waitMs,
}: AnswerPlacesSettings): RequestHandler {
  let open = 0;
  return ({ method, path }: Request, response: Response, next: NextFunction) => {
    if (method !== 'POST' || !ASKS_FOR_ANSWER.test(path)) next();
    else if (open >= running + waiting) next(serverBusy(waitMs));
    else {
      open += 1;
      finished(response, () => (open -= 1));
      next();
    }
  };
}
