import { type BeforeApplicationShutdown, Injectable } from '@nestjs/common';
import { HttpAdapterHost } from '@nestjs/core';
import type { Server } from 'node:http';

/** Milliseconds between two looks. */
const LOOK_AGAIN = 50;

/**
 * Closes connections that clients keep open for later as soon as they are idle, while the server
 * stops. Node does so once; one whose last answer ends a moment later would hold the process for as
 * long as connections are kept alive.
 */
@Injectable()
export class IdleConnections implements BeforeApplicationShutdown {
  constructor(private readonly adapter: HttpAdapterHost) {}

  beforeApplicationShutdown(): void {
    const server = this.adapter.httpAdapter.getHttpServer() as Server;
    const timer = setInterval(() => {
      server.closeIdleConnections();
    }, LOOK_AGAIN).unref();
    server.once('close', () => {
      clearInterval(timer);
    });
  }
}
