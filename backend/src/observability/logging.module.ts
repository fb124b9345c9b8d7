import { Module } from '@nestjs/common';
import { LoggerModule } from 'nestjs-pino';
import type { IncomingMessage, ServerResponse } from 'node:http';
import pretty from 'pino-pretty';
import { ServerSettings } from '../config/index.js';
import { TurnLog } from './turn-log.listener.js';

/** Structured logs: a request id in each line, levels, and neither message text nor secrets. */
@Module({
  imports: [
    LoggerModule.forRootAsync({
      inject: [ServerSettings],
      useFactory: ({ logLevel, logFormat }: ServerSettings) => ({
        pinoHttp: {
          level: logLevel,
          customLogLevel,
          // Bodies are never logged; of the headers none, as some carry keys.
          // Wrapped, they would be given what pino's own serializers made, for errors no `Error` at all.
          wrapSerializers: false,
          serializers: {
            req: requestLine,
            res: ({ statusCode }: ServerResponse) => ({ statusCode }),
            err: describeError,
          },
          customAttributeKeys: { reqId: 'requestId' },
          quietReqLogger: true,
          // In this thread: a worker for the looks of a log would cost more than it saves.
          ...(logFormat === 'pretty' && {
            stream: pretty({ sync: true, ignore: 'pid,hostname', singleLine: true }),
          }),
        },
      }),
    }),
  ],
  providers: [TurnLog],
})
export class LoggingModule {}

function customLogLevel(_: IncomingMessage, response: ServerResponse, error?: Error) {
  if (error || response.statusCode >= 500) return 'error';
  return response.statusCode >= 400 ? 'info' : 'debug';
}

/** The path without its query, which may hold what somebody searches for. */
const requestLine = ({ method, url }: IncomingMessage) => ({ method, path: url?.split('?')[0] });

/** An error without what it was about: the parameters of a query hold messages. */
function describeError(error: unknown): unknown {
  if (!(error instanceof Error)) return { type: typeof error };
  const code: unknown = 'code' in error ? error.code : undefined;
  const cause = error.cause === undefined ? undefined : describeError(error.cause);
  return { type: error.name, message: error.message, stack: error.stack, code, cause };
}
