import {
  type BeforeApplicationShutdown,
  Injectable,
  type OnApplicationShutdown,
} from '@nestjs/common';
import { HttpAdapterHost } from '@nestjs/core';
import type { Server } from 'node:http';

/** Milliseconds between two looks. */
const LOOK_AGAIN = 50;
/** Milliseconds that connections in use have once the server listens no more. */
const LAST_BYTES = 1_000;

/**
 * Closes connections that clients keep open for later as soon as they are idle, while the server
 * stops. Node does so once; one whose last answer ends a moment later would hold the process for as
 * long as connections are kept alive. What is then still in use has a moment to read its last bytes.
 */
@Injectable()
export class IdleConnections implements BeforeApplicationShutdown, OnApplicationShutdown {
  private timer: NodeJS.Timeout | undefined;

  constructor(private readonly adapter: HttpAdapterHost) {}

  beforeApplicationShutdown(): void {
    const server = this.adapter.httpAdapter.getHttpServer() as Server;
    let closingSince: number | undefined;
    this.timer = setInterval(() => {
      // Until then it still answers: a connection closed now might be one that somebody just asks on.
      if (server.listening) return;
      closingSince ??= performance.now();
      server.closeIdleConnections();
      if (performance.now() - closingSince > LAST_BYTES) server.closeAllConnections();
    }, LOOK_AGAIN).unref();
  }

  /** By now all listeners have closed; the HTTP server itself says so for its own one only. */
  onApplicationShutdown(): void {
    clearInterval(this.timer);
  }
}
