import { NestFactory } from '@nestjs/core';
import type { NestExpressApplication } from '@nestjs/platform-express';
import helmet from 'helmet';
import { PinoLogger } from 'nestjs-pino';
import { AppModule } from './app.module.js';
import { setUpApiDocs } from './api-docs.js';
import { refuseExcessTurns } from './chat/index.js';
import { AnswerPlacesSettings, RoleSettings } from './config/index.js';
import { Foreground } from './foreground/index.js';
import { AppLogger, assignRequestId } from './observability/index.js';
import {
  compressPages,
  compressStreams,
  ProblemFilter,
  validationPipe,
  WideDoor,
} from './shared/http/index.js';

/**
 * Builds the application, with its database opened and migrated, not yet listening.
 * @param variables instead of the process's environment.
 * @throws {ConfigurationError | DomainError} when it cannot start.
 */
export async function createApp(
  variables?: Readonly<Record<string, string>>,
): Promise<NestExpressApplication> {
  const module = await AppModule.forRoot(variables);
  const app = await NestFactory.create<NestExpressApplication>(module, new WideDoor(), {
    abortOnError: false,
    bufferLogs: true,
    // The module reads bodies, after the logger. Nest's own parser would also take forms, which any
    // page on the web may send here.
    bodyParser: false,
    // A start that fails is told in one sentence by whoever called, not by Nest with a stack.
    autoFlushLogs: false,
  });
  app.useLogger(new AppLogger(await app.resolve(PinoLogger), {}));
  app.flushLogs();
  app.disable('x-powered-by');
  app.use(assignRequestId, refuseExcessTurns(app.get(AnswerPlacesSettings), app.get(Foreground)));
  app.use(helmet({ contentSecurityPolicy: { directives: CONTENT_SECURITY_POLICY }, hsts: false }));
  app.use(compressPages(), compressStreams);
  app.useGlobalPipes(validationPipe());
  app.useGlobalFilters(new ProblemFilter());
  if (app.get(RoleSettings).role !== 'worker') setUpApiDocs(app);
  // The process ends by itself once everything is closed; the second signal is run's.
  app.enableShutdownHooks(['SIGTERM', 'SIGINT'], { useProcessExit: true });
  return app;
}

/** Everything from here, nothing from elsewhere: remote images could tell others what is read. */
const CONTENT_SECURITY_POLICY = {
  defaultSrc: ["'self'"],
  imgSrc: ["'self'", 'data:'],
  fontSrc: ["'self'"],
  // Angular Material writes styles into the page.
  styleSrc: ["'self'", "'unsafe-inline'"],
  upgradeInsecureRequests: null,
};
