import { type DynamicModule, Module } from '@nestjs/common';
import { EventEmitterModule } from '@nestjs/event-emitter';
import { ChatModule } from './chat/index.js';
import { ConfigModule } from './config/index.js';
import { DatabaseModule } from './database/index.js';
import { HealthModule } from './health/index.js';
import { LoggingModule } from './observability/index.js';
import { PageModule } from './page/index.js';
import { UsersModule } from './users/index.js';

/** The list of rooms. */
@Module({
  imports: [
    EventEmitterModule.forRoot(),
    LoggingModule,
    DatabaseModule,
    UsersModule,
    ChatModule,
    HealthModule,
    PageModule,
  ],
})
export class AppModule {
  /**
   * @param variables instead of the process's environment.
   * @throws {ConfigurationError}
   */
  static async forRoot(variables?: Readonly<Record<string, string>>): Promise<DynamicModule> {
    return { module: AppModule, imports: [await ConfigModule.forRoot(variables)] };
  }
}
