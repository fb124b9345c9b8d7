import {
  type DynamicModule,
  type MiddlewareConsumer,
  Module,
  type NestModule,
  RequestMethod,
} from '@nestjs/common';
import { EventEmitterModule } from '@nestjs/event-emitter';
import { json } from 'express';
import { BreakersModule } from './breakers/index.js';
import { ChatModule } from './chat/index.js';
import { ConfigModule } from './config/index.js';
import { DatabaseModule } from './database/index.js';
import { ForegroundModule } from './foreground/index.js';
import { HealthModule } from './health/index.js';
import { ImportsModule } from './imports/index.js';
import { LifespanModule } from './lifespan/index.js';
import { LoggingModule, MetricsModule } from './observability/index.js';
import { PageModule } from './page/index.js';
import { IdleConnections } from './shared/http/index.js';
import { UsersModule } from './users/index.js';
import { WorkerDoor } from './worker-door.js';

/** Largest body: a message of MESSAGE_MAX_CHARS at its highest, in UTF-8, and room to say that it is too long. */
const BODY_LIMIT = '5mb';

/** The list of rooms. */
@Module({
  imports: [
    EventEmitterModule.forRoot(),
    LifespanModule,
    ForegroundModule,
    LoggingModule,
    BreakersModule,
    DatabaseModule,
    UsersModule,
    ChatModule,
    ImportsModule,
    HealthModule,
    MetricsModule,
    PageModule,
  ],
  providers: [IdleConnections],
})
export class AppModule implements NestModule {
  /**
   * @param variables instead of the process's environment.
   * @throws {ConfigurationError}
   */
  static async forRoot(variables?: Readonly<Record<string, string>>): Promise<DynamicModule> {
    return { module: AppModule, imports: [await ConfigModule.forRoot(variables)] };
  }

  /**
   * Turns away what a worker does not serve, and reads bodies. Both after the logger, whose module is
   * global and so comes first: what is refused here is logged, too.
   */
  configure(consumer: MiddlewareConsumer): void {
    consumer.apply(WorkerDoor).forRoutes({ path: '{/*path}', method: RequestMethod.ALL });
    consumer
      .apply(json({ limit: BODY_LIMIT }))
      // Its body may have any size, and is read as it comes.
      .exclude({ path: 'api/import', method: RequestMethod.POST })
      .forRoutes({ path: '{/*path}', method: RequestMethod.ALL });
  }
}
