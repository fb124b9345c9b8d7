import type { Environment } from './environment.js';

/** Where the server listens and what its log looks like. */
export abstract class ServerSettings {
  abstract readonly host: string;
  abstract readonly port: number;
  /** Whether requests from beyond loopback are served, although there are no accounts. */
  abstract readonly allowRemote: boolean;
  abstract readonly logLevel: Environment['LOG_LEVEL'];
  abstract readonly logFormat: Environment['LOG_FORMAT'];
}

/** Which database holds the rows. */
export abstract class DatabaseSettings {
  /** Connection string of a PostgreSQL server; undefined: the embedded one in `folder`. */
  abstract readonly url: string | undefined;
  abstract readonly folder: string;
  abstract readonly poolSize: number;
}

/** Where Milvus is, when one is configured. */
export abstract class VectorSettings {
  abstract readonly milvusAddress: string | undefined;
  abstract readonly milvusToken: string | undefined;
}

/** Which embedding model is used; without a server, the built-in one. */
export abstract class EmbeddingSettings {
  abstract readonly baseUrl: string | undefined;
  abstract readonly apiKey: string | undefined;
  abstract readonly model: string | undefined;
  abstract readonly prefixes: { readonly query: string; readonly document: string };
}

/** How much is remembered. */
export abstract class MemorySettings {
  /** Characters of one message. */
  abstract readonly maxChars: number;
  /** Memories of one user; Infinity: no limit. */
  abstract readonly maxMemories: number;
}

/** What this process does: `api` serves requests, `worker` does the work behind them. */
export abstract class RoleSettings {
  abstract readonly role: Environment['ROLE'];
}

/** How the process ends. */
export abstract class LifespanSettings {
  /** Milliseconds that running answers have to come to their own end. */
  abstract readonly drain: number;
}

/** Which model answers. */
export abstract class ModelSettings {
  abstract readonly baseUrl: string | undefined;
  abstract readonly apiKey: string | undefined;
  abstract readonly model: string | undefined;
  abstract readonly autodetect: boolean;
  /** Milliseconds that the model may stay silent before its first token, and between tokens. */
  abstract readonly patience: { readonly firstToken: number; readonly silence: number };
}

/** Limits of one turn; sizes in tokens unless they say otherwise. */
export abstract class TurnSettings {
  abstract readonly contextTokens: number;
  abstract readonly answerTokens: number;
  abstract readonly memoryTokens: number;
  abstract readonly messageMaxChars: number;
  /** Milliseconds without a reader after which an answer is ended. */
  abstract readonly abandonAfter: number;
}

/** The environment, cut into what each room needs. */
export const toSettings = (environment: Environment) => ({
  ...toServing(environment),
  ...toRemembering(environment),
  ...toAnswering(environment),
});

const toServing = (environment: Environment) => ({
  server: {
    host: environment.HOST,
    port: environment.PORT,
    allowRemote: environment.ALLOW_REMOTE,
    logLevel: environment.LOG_LEVEL,
    logFormat: environment.LOG_FORMAT,
  } satisfies ServerSettings,
  database: {
    url: environment.DATABASE_URL,
    folder: environment.DATA_DIR,
    poolSize: environment.DATABASE_POOL,
  } satisfies DatabaseSettings,
  role: { role: environment.ROLE } satisfies RoleSettings,
  lifespan: { drain: environment.DRAIN_SECONDS * 1_000 } satisfies LifespanSettings,
});

const toRemembering = (environment: Environment) => ({
  vectors: {
    milvusAddress: environment.MILVUS_ADDRESS,
    milvusToken: environment.MILVUS_TOKEN,
  } satisfies VectorSettings,
  embeddings: {
    baseUrl: environment.EMBEDDINGS_BASE_URL,
    apiKey: environment.EMBEDDINGS_API_KEY,
    model: environment.EMBEDDINGS_MODEL,
    prefixes: {
      query: environment.EMBEDDINGS_QUERY_PREFIX ?? '',
      document: environment.EMBEDDINGS_DOCUMENT_PREFIX ?? '',
    },
  } satisfies EmbeddingSettings,
  memory: {
    maxChars: environment.MEMORY_MAX_CHARS,
    maxMemories: environment.MEMORIES_MAX || Infinity,
  } satisfies MemorySettings,
});

const toAnswering = (environment: Environment) => ({
  model: {
    baseUrl: environment.OPENAI_BASE_URL,
    apiKey: environment.OPENAI_API_KEY,
    model: environment.CHAT_MODEL,
    autodetect: environment.LLM_AUTODETECT,
    patience: {
      firstToken: environment.MODEL_FIRST_TOKEN_SECONDS * 1_000,
      silence: environment.MODEL_SILENCE_SECONDS * 1_000,
    },
  } satisfies ModelSettings,
  turn: {
    contextTokens: environment.CONTEXT_TOKENS,
    answerTokens: environment.ANSWER_TOKENS,
    memoryTokens: environment.MEMORY_TOKENS,
    messageMaxChars: environment.MESSAGE_MAX_CHARS,
    abandonAfter: environment.STREAM_ABANDON_SECONDS * 1_000,
  } satisfies TurnSettings,
});
