import type { NestExpressApplication } from '@nestjs/platform-express';
import { createApp } from '../../src/app.factory.js';
import { rm } from 'node:fs/promises';
import { ApiClient } from './api-client.ts';
import { embeddedDataFolder } from './embedded-template.ts';

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
    private readonly ownFolder: string | undefined,
  ) {
    this.api = new ApiClient(url);
  }

  /**
   * @param variables all that it is configured by. What they do not say: no model, a quiet log, no
   *   time to drain, and an embedded database of its own.
   */
  static async start(variables: Readonly<Record<string, string>> = {}): Promise<RunningApp> {
    const ownFolder = 'DATA_DIR' in variables ? undefined : await embeddedDataFolder();
    const app = await createApp({
      LOG_LEVEL: 'silent',
      LOG_FORMAT: 'json',
      LLM_AUTODETECT: 'false',
      // Suites have one user, and many answers at once; how many there may be is a suite of its own.
      ANSWERS_PER_USER: '1000',
      DRAIN_SECONDS: '0',
      ...(ownFolder && { DATA_DIR: ownFolder }),
      ...variables,
    });
    await app.listen(0, '127.0.0.1');
    return new RunningApp(app, await app.getUrl(), ownFolder);
  }

  /** Closes it as a signal would; a second time it does nothing. */
  stop(): Promise<void> {
    return (this.stopped ??= this.end());
  }

  private async end(): Promise<void> {
    await this.app.close();
    if (this.ownFolder) await rm(this.ownFolder, { recursive: true, force: true });
  }
}
