import { type DynamicModule, Global, Module, type Provider } from '@nestjs/common';
import { ConfigModule as NestConfigModule, ConfigService } from '@nestjs/config';
import { parseEnvironment } from './environment.js';
import {
  AnswerPlacesSettings,
  DatabaseSettings,
  EmbeddingSettings,
  LifespanSettings,
  MemorySettings,
  ModelSettings,
  ResilienceSettings,
  RoleSettings,
  ServerSettings,
  toSettings,
  TurnSettings,
  VectorSettings,
} from './settings.js';

type Settings = ReturnType<typeof toSettings>;

const slice = (provide: abstract new () => unknown, of: keyof Settings): Provider => ({
  provide,
  inject: [ConfigService],
  useFactory: (config: ConfigService<{ settings: Settings }, true>) =>
    config.get('settings', { infer: true })[of],
});

const SLICES = [
  slice(ServerSettings, 'server'),
  slice(DatabaseSettings, 'database'),
  slice(VectorSettings, 'vectors'),
  slice(EmbeddingSettings, 'embeddings'),
  slice(MemorySettings, 'memory'),
  slice(RoleSettings, 'role'),
  slice(LifespanSettings, 'lifespan'),
  slice(ModelSettings, 'model'),
  slice(TurnSettings, 'turn'),
  slice(ResilienceSettings, 'resilience'),
  slice(AnswerPlacesSettings, 'answerPlaces'),
];

/** Reads the environment once and gives each room its typed slice. */
@Global()
@Module({ providers: SLICES, exports: SLICES })
export class ConfigModule {
  /**
   * @param variables given, they are all that is read: neither `.env` nor the process's own count.
   * @throws {ConfigurationError} naming every variable that is wrong.
   */
  static async forRoot(variables?: Readonly<Record<string, string>>): Promise<DynamicModule> {
    let settings: Settings | undefined;
    const validate = (read: Record<string, unknown>) => {
      settings = toSettings(parseEnvironment({ ...read, ...variables }));
      // Nest writes what is returned here into process.env, which nobody reads.
      return {};
    };
    const own = variables !== undefined;
    const nest = await NestConfigModule.forRoot({
      ignoreEnvFile: own,
      ignoreEnvVars: own,
      validate,
      load: [() => ({ settings })],
    });
    return { module: ConfigModule, imports: [nest] };
  }
}
