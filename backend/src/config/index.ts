export { ConfigModule } from './config.module.js';
export { ConfigurationError, parseEnvironment } from './environment.js';
export { isLoopback } from './loopback.js';
export {
  DatabaseSettings,
  EmbeddingSettings,
  LifespanSettings,
  MemorySettings,
  ModelSettings,
  RoleSettings,
  ServerSettings,
  TurnSettings,
  VectorSettings,
} from './settings.js';
