import type { NextFunction, Request, RequestHandler, Response } from 'express';
import { finished } from 'node:stream';
import type { AnswerPlacesSettings } from '../config/index.js';
import type { Foreground } from '../foreground/index.js';
import { sendProblem } from '../shared/http/index.js';
import { serverBusy } from './server-busy.js';

/** What asks for an answer to be made. */
const ASKS_FOR_ANSWER = /^\/api\/(?:chat|sessions\/[^/]+\/messages|streams\/[^/]+\/continue)$/;

/** Milliseconds that a turn waits at most for those who come at the same time to be looked at. */
const LONGEST_LOOK = 300;
/** Turns that are let in at a time then: what they ask of the database together is asked once. */
const AT_ONCE = 16;

/**
 * Refuses requests for an answer while as many are open as may run and wait, before anything of them is
 * read: a crowd costs those who are served next to nothing. Whether one of it is known already, nobody
 * looks then; it may come again.
 */
export function refuseExcessTurns(
  { running, waiting, waitMs }: AnswerPlacesSettings,
  foreground: Foreground,
): RequestHandler {
  let open = 0;
  const crowd = new Crowd(foreground);
  const busy = serverBusy(waitMs);
  return (request: Request, response: Response, next: NextFunction) => {
    if (request.method !== 'POST' || !ASKS_FOR_ANSWER.test(request.path)) {
      next();
      return;
    }
    crowd.arrived();
    if (open >= running + waiting) sendProblem(busy, request, response);
    else {
      open += 1;
      finished(response, () => (open -= 1));
      crowd.enter(next);
    }
  };
}

/**
 * Lets requests in some at a time that come at the same time, and none while more keep coming: the system
 * hands over few new connections in each round of the event loop, and a round with a turn's work in it
 * takes milliseconds. So whoever is to be turned away learns it first. Who comes alone waits for nobody.
 */
class Crowd {
  private readonly waiting: (() => void)[] = [];
  private isWatched = false;
  private more = false;
  private begun = 0;

  /** @param foreground is told of those who are not let in yet. */
  constructor(private readonly foreground: Foreground) {}

  /** Somebody came, to be let in or not. */
  arrived(): void {
    this.more = true;
  }

  enter(go: () => void): void {
    if (this.isWatched) {
      const leave = this.foreground.enter();
      this.waiting.push(() => {
        try {
          go();
        } finally {
          leave();
        }
      });
      return;
    }
    this.isWatched = true;
    this.more = false;
    this.begun = performance.now();
    setImmediate(this.watch);
    go();
  }

  private readonly watch = (): void => {
    const isGrowing = this.more && performance.now() - this.begun < LONGEST_LOOK;
    this.more = false;
    const entering = isGrowing ? [] : this.waiting.splice(0, AT_ONCE);
    this.isWatched = isGrowing || entering.length > 0;
    if (this.isWatched) setImmediate(this.watch);
    for (const go of entering) go();
  };
}
