export { isDatabaseAway } from './database-away.js';
export { IdParam, Uuid } from './id-param.js';
export { IdleConnections } from './idle-connections.js';
export { PageQueryDto } from './page-query.dto.js';
export { ApiProblems, FieldFault, Problem } from './problem.dto.js';
export { ProblemFilter } from './problem.filter.js';
export { allowStreamCompression, compressPages, compressStreams } from './stream-compression.js';
export { Name, StorableText } from './text-rules.js';
export { validationPipe } from './validation.pipe.js';
