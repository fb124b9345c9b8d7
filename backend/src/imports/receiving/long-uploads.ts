import { Injectable, type OnModuleInit } from '@nestjs/common';
import { HttpAdapterHost } from '@nestjs/core';
import type { Server } from 'node:http';

/** Milliseconds that a request may take to come in. */
const LONGEST = 24 * 3_600_000;

/**
 * Lets a request take a day to come in. Node knows only one limit for all of them, five minutes, and
 * would cut a large file off. Whoever sends nothing for a minute is gone all the same (`UploadBody`).
 */
@Injectable()
export class LongUploads implements OnModuleInit {
  constructor(private readonly adapter: HttpAdapterHost) {}

  onModuleInit(): void {
    const server = this.adapter.httpAdapter.getHttpServer() as Server;
    server.requestTimeout = LONGEST;
  }
}
