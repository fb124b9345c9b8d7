import type { NestExpressApplication } from '@nestjs/platform-express';
import { createApp } from '../../src/app.factory.js';
import { ApiClient } from './api-client.ts';

/** The application in this process, listening on a free loopback port: suites can reach inside. */
export class RunningApp {
  /** Speaks to it from outside. */
  readonly api: ApiClient;
  private stopped: Promise<void> | undefined;

  private constructor(
    /** For `get`: its services, to look at or to break. */
    readonly app: NestExpressApplication,
    /** Without a slash at the end. */
    readonly url: string,
  ) {
    this.api = new ApiClient(url);
  }

  /** @param variables all that it is configured by; without them quiet, and without a model. */
  static async start(variables: Readonly<Record<string, string>>): Promise<RunningApp> {
    const quiet = { LOG_LEVEL: 'silent', LOG_FORMAT: 'json', LLM_AUTODETECT: 'false' };
    const app = await createApp({ ...quiet, ...variables });
    await app.listen(0, '127.0.0.1');
    return new RunningApp(app, await app.getUrl());
  }

  /** Closes it as a signal would; a second time it does nothing. */
  stop(): Promise<void> {
    return (this.stopped ??= this.app.close());
  }
}
