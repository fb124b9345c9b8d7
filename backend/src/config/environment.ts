import { z } from 'zod';
import { breakerLimits, bulkheads, modelLimits } from './call-limits.js';
import { boolean, seconds, url, whole } from './fields.js';
import { isLoopback } from './loopback.js';

/**
 * Every environment variable of the product: type, range, default and meaning. The only place where
 * a variable is defined; `.env.example` is generated from it.
 */
export const environmentSchema = z.object({
  PORT: whole(0, 65_535)
    .default(3000)
    .meta({ description: 'Port of the API and the page; 0 takes a free one' }),
  HOST: z.string().default('127.0.0.1').meta({
    description:
      'Address to listen on. There are no accounts yet: only loopback is accepted unless ALLOW_REMOTE is true',
  }),
  ALLOW_REMOTE: boolean.default(false).meta({
    description:
      'true listens beyond loopback although anybody who reaches the port can read everything; for a container behind a loopback port or an authenticating proxy',
  }),
  ADMIN_TOKEN: z
    .string()
    .regex(/^\S{16,}$/, 'must have 16 characters or more, and no space')
    .optional()
    .meta({
      description:
        'What an administrator sends as a bearer token, such as to open a breaker; unset: whoever is at this machine is one, and with ALLOW_REMOTE nobody',
      secret: true,
    }),
  DATA_DIR: z
    .string()
    .min(1)
    .default('./data')
    .meta({ description: 'Folder of the embedded database; not used with DATABASE_URL' }),
  DATABASE_URL: url('postgres', 'postgresql').optional().meta({
    description:
      'PostgreSQL 15 or newer, such as postgres://user:password@127.0.0.1:5432/memocha; unset: embedded database',
    secret: true,
  }),
  DATABASE_POOL: whole(2, 100).default(10).meta({ description: 'Connections to the database' }),
  DATABASE_STATEMENT_SECONDS: seconds()
    .default(5)
    .meta({ description: 'Longest time for one statement of the database' }),
  DATABASE_PREPARED: boolean.default(true).meta({
    description:
      'Whether connections to PostgreSQL keep statements prepared that are asked often; false behind a pooler that gives each transaction another connection and does not know of them, such as PgBouncer before 1.24 without max_prepared_statements',
  }),
  MILVUS_ADDRESS: z
    .string()
    .regex(/^(https?:\/\/)?[^\s/:]+:\d+$/, 'must be host:port')
    .optional()
    .meta({
      description:
        'Milvus 2.3 or newer, host:port, which then keeps the vectors; unset: pgvector in the database',
    }),
  MILVUS_TOKEN: z
    .string()
    .optional()
    .meta({ description: 'Token for Milvus, or user:password', secret: true }),
  MILVUS_SECONDS: seconds().default(2).meta({ description: 'Longest time for a search in Milvus' }),
  EMBEDDINGS_BASE_URL: url('http', 'https').optional().meta({
    description:
      'Any OpenAI-compatible server with /embeddings, such as http://127.0.0.1:11434/v1; unset: the built-in model',
  }),
  EMBEDDINGS_API_KEY: z
    .string()
    .min(1)
    .optional()
    .meta({ description: 'Key for that server', secret: true }),
  EMBEDDINGS_MODEL: z
    .string()
    .min(1)
    .optional()
    .meta({ description: 'Model to embed with; unset: the first embedding model that it lists' }),
  EMBEDDINGS_SECONDS: seconds()
    .default(10)
    .meta({ description: 'Longest time for one request for embeddings' }),
  EMBEDDINGS_QUERY_PREFIX: z
    .string()
    .optional()
    .meta({ description: 'What the model wants before a question, such as "query: "' }),
  EMBEDDINGS_DOCUMENT_PREFIX: z
    .string()
    .optional()
    .meta({ description: 'What the model wants before a text to be found, such as "passage: "' }),
  MEMORY_MAX_CHARS: whole(100, 1_000_000).default(20_000).meta({
    description:
      'Characters of a message that are remembered; what is longer stays in the conversation, but is not found',
  }),
  MEMORIES_MAX: whole(0, 100_000_000).default(1_000_000).meta({
    description:
      'Most memories of one user; beyond it messages are kept, but no longer remembered, and the page says so. 0: no limit',
  }),
  ROLE: z.enum(['all', 'api', 'worker']).default('all').meta({
    description:
      'api: serves requests; worker: does the work behind them, and serves /health only; all: both. api and worker need DATABASE_URL',
  }),
  DRAIN_SECONDS: whole(0, 600).default(20).meta({
    description:
      'At a stop, running answers have so long to come to their end; then they are kept as they are',
  }),
  OPENAI_BASE_URL: url('http', 'https')
    .optional()
    .meta({ description: 'Any OpenAI-compatible server, such as http://127.0.0.1:11434/v1' }),
  OPENAI_API_KEY: z
    .string()
    .min(1)
    .optional()
    .meta({ description: 'Key for that server; alone it means api.openai.com', secret: true }),
  CHAT_MODEL: z
    .string()
    .min(1)
    .optional()
    .meta({ description: 'Model to ask; unset: the first chat model that the server lists' }),
  LLM_AUTODETECT: boolean.default(true).meta({
    description: 'Without OPENAI_*: look for Ollama, LM Studio or llama.cpp on this machine',
  }),
  LLM_FALLBACK_BASE_URL: url('http', 'https').optional().meta({
    description:
      'Another OpenAI-compatible server, which answers when the first model does not; unset: then answers are quotes from memory',
  }),
  LLM_FALLBACK_API_KEY: z
    .string()
    .min(1)
    .optional()
    .meta({ description: 'Key for that server', secret: true }),
  LLM_FALLBACK_MODEL: z
    .string()
    .min(1)
    .optional()
    .meta({ description: 'Model to ask there; needed with LLM_FALLBACK_BASE_URL' }),
  ...modelLimits,
  ...bulkheads,
  ...breakerLimits,
  CONTEXT_TOKENS: whole(1_000, 1_000_000)
    .default(8_192)
    .meta({ description: "The model's context window, prompt and answer together, in tokens" }),
  ANSWER_TOKENS: whole(16, 100_000)
    .default(1_024)
    .meta({ description: 'Part of CONTEXT_TOKENS kept free for the answer, and its upper limit' }),
  MEMORY_TOKENS: whole(0, 100_000)
    .default(1_500)
    .meta({ description: 'Most tokens of recalled memories in one prompt' }),
  MESSAGE_MAX_CHARS: whole(1, 1_000_000)
    .default(20_000)
    .meta({ description: 'Longest message, in characters' }),
  STREAM_ABANDON_SECONDS: whole(1, 3_600)
    .default(60)
    .meta({ description: 'An answer that nobody has read for so long is ended, its text kept' }),
  LOG_LEVEL: z
    .enum(['fatal', 'error', 'warn', 'info', 'debug', 'trace', 'silent'])
    .default('info')
    .meta({ description: 'Least severe level that is logged' }),
  LOG_FORMAT: z
    .enum(['json', 'pretty'])
    .default('pretty')
    .meta({ description: 'json: a line an event, for machines; pretty: for people' }),
});

/** The validated environment. */
export type Environment = z.infer<typeof environmentSchema>;

/** The environment cannot be used; the message names every variable that is wrong, and no value. */
export class ConfigurationError extends Error {
  override readonly name = 'ConfigurationError';
}

/**
 * Validates variables as the operating system gives them. An empty string counts as unset.
 * @throws {ConfigurationError} with all faults at once.
 */
export function parseEnvironment(variables: Readonly<Record<string, unknown>>): Environment {
  const set = Object.fromEntries(Object.entries(variables).filter(([, value]) => value !== ''));
  const parsed = environmentSchema.safeParse(set);
  const faults = [
    ...(parsed.error?.issues ?? []).map(({ path, message }) => ({
      variable: String(path[0]),
      message,
    })),
    ...faultsBetween(parsed.data ?? soundPart(set)),
  ];
  if (parsed.success && faults.length === 0) return parsed.data;
  const lines = faults.map(({ variable, message }) => `  ${variable}: ${message}`);
  throw new ConfigurationError(['The configuration has faults:', ...lines].join('\n'));
}

interface Fault {
  readonly variable: string;
  readonly message: string;
}

/** What single variables cannot tell. Those that are faulty themselves are absent. */
function faultsBetween(environment: Partial<Environment>): Fault[] {
  const { HOST, ALLOW_REMOTE, ANSWER_TOKENS = 0, MEMORY_TOKENS = 0, CONTEXT_TOKENS } = environment;
  const { ROLE, DATABASE_URL, LLM_FALLBACK_BASE_URL, LLM_FALLBACK_MODEL } = environment;
  const half = (CONTEXT_TOKENS ?? Infinity) / 2;
  const faults: (Fault | false)[] = [
    HOST !== undefined &&
      ALLOW_REMOTE === false &&
      !isLoopback(HOST) && {
        variable: 'HOST',
        message:
          'must be a loopback address, since there are no accounts yet; ALLOW_REMOTE=true lifts this',
      },
    ANSWER_TOKENS > half && {
      variable: 'ANSWER_TOKENS',
      message: 'must be at most half of CONTEXT_TOKENS',
    },
    MEMORY_TOKENS > half && {
      variable: 'MEMORY_TOKENS',
      message: 'must be at most half of CONTEXT_TOKENS',
    },
    (LLM_FALLBACK_BASE_URL === undefined) !== (LLM_FALLBACK_MODEL === undefined) && {
      variable: LLM_FALLBACK_MODEL === undefined ? 'LLM_FALLBACK_MODEL' : 'LLM_FALLBACK_BASE_URL',
      message: 'must be set: the address and the model of a fallback are needed together',
    },
    ROLE !== undefined &&
      ROLE !== 'all' &&
      DATABASE_URL === undefined && {
        variable: 'ROLE',
        message: 'must be all without DATABASE_URL: one process only can use the embedded database',
      },
  ];
  return faults.filter((fault) => fault !== false);
}

/** The variables that are right by themselves, so that they can still be checked together. */
function soundPart(variables: Readonly<Record<string, unknown>>): Partial<Environment> {
  const entries = Object.entries(environmentSchema.shape).flatMap(([name, schema]) => {
    const { success, data } = schema.safeParse(variables[name]);
    return success ? [[name, data] as const] : [];
  });
  return Object.fromEntries(entries);
}
