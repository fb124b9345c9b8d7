import type { Environment } from './environment.js';

/** Where the server listens and what its log looks like. */
export abstract class ServerSettings {
  abstract readonly host: string;
  abstract readonly port: number;
  /** Whether requests from beyond loopback are served, although there are no accounts. */
  abstract readonly allowRemote: boolean;
  /** What an administrator proves with that it is one. */
  abstract readonly adminToken: string | undefined;
  abstract readonly logLevel: Environment['LOG_LEVEL'];
  abstract readonly logFormat: Environment['LOG_FORMAT'];
}

/** Which database holds the rows. */
export abstract class DatabaseSettings {
  /** Connection string of a PostgreSQL server; undefined: the embedded one in `folder`. */
  abstract readonly url: string | undefined;
  abstract readonly folder: string;
  abstract readonly poolSize: number;
  /** Milliseconds that one statement may take. */
  abstract readonly statementMs: number;
  /** Whether connections to a server keep prepared what is asked often. */
  abstract readonly keepsPlans: boolean;
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

/** How long a model may take, in milliseconds, and how much it may say. */
export interface ModelPatience {
  readonly headers: number;
  readonly firstToken: number;
  /** Until the first token of a model that is known to reason before it speaks. */
  readonly reasoning: number;
  /** Between two tokens. */
  readonly silence: number;
  readonly whole: number;
  /** Bytes of text, in UTF-8. */
  readonly longest: number;
}

/** Which model answers. */
export abstract class ModelSettings {
  abstract readonly baseUrl: string | undefined;
  abstract readonly apiKey: string | undefined;
  abstract readonly model: string | undefined;
  abstract readonly autodetect: boolean;
  /** Who answers when the first does not. */
  abstract readonly fallback:
    | { readonly baseUrl: string; readonly apiKey: string | undefined; readonly model: string }
    | undefined;
  /** Milliseconds to connect to a model server. */
  abstract readonly connectMs: number;
  abstract readonly patience: ModelPatience;
  /** Milliseconds until the first token of a model on this machine that may have to be loaded. */
  abstract readonly loadingMs: number;
}

/** How much is asked of a server, and when it is left alone. */
export interface DependencyLimits {
  /** Milliseconds that a request may take. */
  readonly requestMs: number;
  /** Requests at the same time. */
  readonly parallel: number;
  /** Failures in a row after which it is left alone. */
  readonly failMax: number;
  /** Milliseconds for which it is left alone. */
  readonly resetTimeout: number;
}

/** When a call that failed is made again, and when what keeps failing is left alone. */
export abstract class ResilienceSettings {
  abstract readonly retry: {
    /** How often a call is made again. */
    readonly most: number;
    /** Milliseconds: the pause before that is a random part of `base` x 2^n, at most `cap`. */
    readonly base: number;
    readonly cap: number;
    /** Milliseconds: the longest pause that a server may ask for. */
    readonly longestAsked: number;
    /** Calls made again, in percent of the requests so far. */
    readonly budgetPercent: number;
  };
  /** Of models. */
  abstract readonly breaker: {
    readonly failMax: number;
    readonly resetTimeout: number;
    readonly successThreshold: number;
  };
  abstract readonly embeddings: DependencyLimits;
  /** For searches; what nobody waits for has more time. */
  abstract readonly milvus: DependencyLimits;
}

/** How many answers may be made at once. */
export abstract class AnswerPlacesSettings {
  abstract readonly perUser: number;
  abstract readonly running: number;
  abstract readonly waiting: number;
  abstract readonly waitMs: number;
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
    adminToken: environment.ADMIN_TOKEN,
    logLevel: environment.LOG_LEVEL,
    logFormat: environment.LOG_FORMAT,
  } satisfies ServerSettings,
  database: {
    url: environment.DATABASE_URL,
    folder: environment.DATA_DIR,
    poolSize: environment.DATABASE_POOL,
    statementMs: environment.DATABASE_STATEMENT_SECONDS * 1_000,
    keepsPlans: environment.DATABASE_PREPARED,
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
  model: toModel(environment),
  resilience: toResilience(environment),
  answerPlaces: {
    perUser: environment.ANSWERS_PER_USER,
    running: environment.ANSWERS_RUNNING,
    waiting: environment.ANSWERS_WAITING,
    waitMs: environment.ANSWERS_WAIT_SECONDS * 1_000,
  } satisfies AnswerPlacesSettings,
  turn: {
    contextTokens: environment.CONTEXT_TOKENS,
    answerTokens: environment.ANSWER_TOKENS,
    memoryTokens: environment.MEMORY_TOKENS,
    messageMaxChars: environment.MESSAGE_MAX_CHARS,
    abandonAfter: environment.STREAM_ABANDON_SECONDS * 1_000,
  } satisfies TurnSettings,
});

function toModel(environment: Environment): ModelSettings {
  const { LLM_FALLBACK_BASE_URL: fallbackUrl, LLM_FALLBACK_MODEL: fallbackModel } = environment;
  return {
    baseUrl: environment.OPENAI_BASE_URL,
    apiKey: environment.OPENAI_API_KEY,
    model: environment.CHAT_MODEL,
    autodetect: environment.LLM_AUTODETECT,
    fallback:
      fallbackUrl === undefined || fallbackModel === undefined
        ? undefined
        : { baseUrl: fallbackUrl, apiKey: environment.LLM_FALLBACK_API_KEY, model: fallbackModel },
    connectMs: environment.MODEL_CONNECT_SECONDS * 1_000,
    patience: {
      headers: environment.MODEL_HEADERS_SECONDS * 1_000,
      firstToken: environment.MODEL_FIRST_TOKEN_SECONDS * 1_000,
      reasoning: environment.MODEL_REASONING_SECONDS * 1_000,
      silence: environment.MODEL_SILENCE_SECONDS * 1_000,
      whole: environment.MODEL_ANSWER_SECONDS * 1_000,
      longest: environment.MODEL_ANSWER_KIB * 1_024,
    },
    loadingMs: environment.MODEL_LOADING_SECONDS * 1_000,
  };
}

const toResilience = (environment: Environment): ResilienceSettings => ({
  retry: {
    most: environment.MODEL_RETRIES,
    base: environment.RETRY_BASE_MS,
    cap: environment.RETRY_CAP_MS,
    longestAsked: environment.RETRY_AFTER_SECONDS * 1_000,
    budgetPercent: environment.RETRY_BUDGET_PERCENT,
  },
  breaker: {
    failMax: environment.BREAKER_FAIL_MAX,
    resetTimeout: environment.BREAKER_RESET_SECONDS * 1_000,
    successThreshold: environment.BREAKER_SUCCESS_THRESHOLD,
  },
  embeddings: {
    requestMs: environment.EMBEDDINGS_SECONDS * 1_000,
    parallel: environment.EMBEDDINGS_PARALLEL,
    // Recall goes on without it at once, so that further tries would only be paid for by those who ask.
    failMax: 1,
    resetTimeout: environment.BREAKER_STORE_RESET_SECONDS * 1_000,
  },
  milvus: {
    requestMs: environment.MILVUS_SECONDS * 1_000,
    parallel: environment.MILVUS_PARALLEL,
    failMax: environment.BREAKER_FAIL_MAX,
    resetTimeout: environment.BREAKER_STORE_RESET_SECONDS * 1_000,
  },
});
