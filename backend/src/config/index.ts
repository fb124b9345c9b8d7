export { ConfigModule } from './config.module.js';
export { ConfigurationError, parseEnvironment } from './environment.js';
export {
  DatabaseSettings,
  ModelSettings,
  ServerSettings,
  TurnSettings,
  VectorSettings,
} from './settings.js';
