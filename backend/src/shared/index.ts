export * from './cursor.js';
export * from './domain-error.js';
export * from './ids.js';
export * from './in-use.js';
export * from './scope.js';
export * from './tokens.js';
export * from './unique-violation.js';
export * from './within-time.js';
