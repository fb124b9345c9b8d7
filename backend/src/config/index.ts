export { ConfigModule } from './config.module.js';
export { ConfigurationError, parseEnvironment } from './environment.js';
export { isLoopback } from './loopback.js';
export {
  AnswerPlacesSettings,
  DatabaseSettings,
  type DependencyLimits,
  EmbeddingSettings,
  LifespanSettings,
  MemorySettings,
  type ModelPatience,
  ModelSettings,
  ResilienceSettings,
  RoleSettings,
  ServerSettings,
  TurnSettings,
  VectorSettings,
} from './settings.js';
