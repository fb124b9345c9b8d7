import { ConfigurationError, type Environment, parseEnvironment } from './environment.js';

/** What is said about variables that cannot be used. */
function faultsOf(variables: Record<string, unknown>): string {
  try {
    parseEnvironment(variables);
  } catch (error) {
    if (error instanceof ConfigurationError) return error.message;
    throw error;
  }
  throw new Error('the configuration was accepted');
}

/** The names at the start of the lines. */
const namesIn = (message: string): string[] =>
  [...message.matchAll(/^ {2}([A-Z_]+): /gm)].map(([, name]) => name ?? '');

describe('the environment', () => {
  it('has defaults that suit one person on one machine', () => {
    expect(parseEnvironment({})).toEqual({
      PORT: 3000,
      HOST: '127.0.0.1',
      ALLOW_REMOTE: false,
      DATA_DIR: './data',
      DATABASE_POOL: 10,
      DATABASE_STATEMENT_SECONDS: 5,
      DATABASE_PREPARED: true,
      MILVUS_SECONDS: 2,
      EMBEDDINGS_SECONDS: 10,
      LLM_AUTODETECT: true,
      MODEL_CONNECT_SECONDS: 5,
      MODEL_HEADERS_SECONDS: 15,
      MODEL_FIRST_TOKEN_SECONDS: 20,
      MODEL_REASONING_SECONDS: 60,
      MODEL_LOADING_SECONDS: 120,
      MODEL_SILENCE_SECONDS: 15,
      MODEL_ANSWER_SECONDS: 180,
      MODEL_ANSWER_KIB: 64,
      MODEL_RETRIES: 2,
      RETRY_BASE_MS: 250,
      RETRY_CAP_MS: 4_000,
      RETRY_AFTER_SECONDS: 20,
      RETRY_BUDGET_PERCENT: 10,
      ANSWERS_PER_USER: 2,
      ANSWERS_RUNNING: 100,
      ANSWERS_WAITING: 200,
      ANSWERS_WAIT_SECONDS: 5,
      EMBEDDINGS_PARALLEL: 4,
      MILVUS_PARALLEL: 16,
      BREAKER_FAIL_MAX: 5,
      BREAKER_RESET_SECONDS: 60,
      BREAKER_SUCCESS_THRESHOLD: 1,
      BREAKER_STORE_RESET_SECONDS: 5,
      CONTEXT_TOKENS: 8192,
      ANSWER_TOKENS: 1024,
      MEMORY_TOKENS: 1500,
      MESSAGE_MAX_CHARS: 20_000,
      MEMORY_MAX_CHARS: 20_000,
      MEMORIES_MAX: 1_000_000,
      STREAM_ABANDON_SECONDS: 60,
      ROLE: 'all',
      DRAIN_SECONDS: 20,
      LOG_LEVEL: 'info',
      LOG_FORMAT: 'pretty',
    });
  });

  it('takes an empty string for unset, in required and in optional variables', () => {
    const empty = Object.fromEntries(
      ['PORT', 'HOST', 'DATABASE_URL', 'OPENAI_API_KEY', 'CHAT_MODEL', 'LLM_AUTODETECT'].map(
        (name) => [name, ''],
      ),
    );
    expect(parseEnvironment(empty)).toEqual(parseEnvironment({}));
  });

  it('ignores what it does not know', () => {
    expect(parseEnvironment({ PATH: '/usr/bin', HOME: '/root' })).toEqual(parseEnvironment({}));
  });

  it.each<[keyof Environment, string, unknown]>([
    ['PORT', '0', 0],
    ['PORT', '65535', 65_535],
    ['LLM_AUTODETECT', 'off', false],
    ['LLM_AUTODETECT', 'TRUE', true],
    ['DATABASE_URL', 'postgresql://a:b@c/d', 'postgresql://a:b@c/d'],
    ['MILVUS_ADDRESS', 'localhost:19530', 'localhost:19530'],
    ['OPENAI_BASE_URL', 'http://127.0.0.1:11434/v1', 'http://127.0.0.1:11434/v1'],
    ['MEMORIES_MAX', '0', 0],
    ['MODEL_CONNECT_SECONDS', '0.25', 0.25],
    ['HOST', 'localhost', 'localhost'],
    ['HOST', '::1', '::1'],
    ['HOST', '127.0.0.2', '127.0.0.2'],
  ])('reads %s=%s', (name, value, read) => {
    expect(parseEnvironment({ [name]: value })).toHaveProperty(name, read);
  });

  it.each([
    ['PORT', '65536'],
    ['PORT', '-1'],
    ['PORT', '80.5'],
    ['PORT', 'eighty'],
    ['DATABASE_POOL', '1'],
    ['DATABASE_URL', 'mysql://a:b@c/d'],
    ['OPENAI_BASE_URL', 'ftp://models'],
    ['OPENAI_BASE_URL', '127.0.0.1:11434'],
    ['MILVUS_ADDRESS', 'localhost'],
    ['LLM_AUTODETECT', 'maybe'],
    ['LOG_LEVEL', 'loud'],
    ['LOG_FORMAT', 'xml'],
    ['HOST', '0.0.0.0'],
    ['HOST', '192.168.1.5'],
    ['HOST', '127.evil.example'],
    ['CONTEXT_TOKENS', '999'],
    ['EMBEDDINGS_BASE_URL', '127.0.0.1:8080'],
    ['MEMORY_MAX_CHARS', '99'],
    ['MODEL_CONNECT_SECONDS', '0'],
    ['MODEL_SILENCE_SECONDS', 'soon'],
    ['ROLE', 'both'],
    ['ROLE', 'worker'],
  ])('refuses %s=%s by name', (name, value) => {
    expect(namesIn(faultsOf({ [name]: value }))).toContain(name);
  });

  it('names every fault at once, those between variables too', () => {
    const message = faultsOf({
      PORT: 'x',
      LOG_LEVEL: 'x',
      DATABASE_URL: 'x',
      HOST: '0.0.0.0',
      ANSWER_TOKENS: '5000',
    });
    expect(namesIn(message).sort()).toEqual(
      ['ANSWER_TOKENS', 'DATABASE_URL', 'HOST', 'LOG_LEVEL', 'PORT'].sort(),
    );
  });

  it('shows no value, secret or not', () => {
    const message = faultsOf({
      DATABASE_URL: 'mysql://root:hunter2@db',
      OPENAI_BASE_URL: 'sk-hunter3',
      MILVUS_ADDRESS: 'token-hunter4',
      LOG_LEVEL: 'hunter5',
      PORT: 'hunter6',
    });
    expect(namesIn(message)).toHaveLength(5);
    expect(message).not.toMatch(/hunter|root|mysql|sk-/);
  });

  it('wants address and model of a fallback together', () => {
    expect(namesIn(faultsOf({ LLM_FALLBACK_MODEL: 'b' }))).toEqual(['LLM_FALLBACK_BASE_URL']);
    const address = { LLM_FALLBACK_BASE_URL: 'http://127.0.0.1:1/v1' };
    expect(namesIn(faultsOf(address))).toEqual(['LLM_FALLBACK_MODEL']);
  });

  it('parts api and worker only where they share a database', () => {
    const shared = { ROLE: 'worker', DATABASE_URL: 'postgres://a:b@c/d' };
    expect(parseEnvironment(shared).ROLE).toBe('worker');
  });

  it('listens beyond loopback only when that is allowed', () => {
    expect(parseEnvironment({ HOST: '0.0.0.0', ALLOW_REMOTE: 'true' }).HOST).toBe('0.0.0.0');
  });

  it.each(['ANSWER_TOKENS', 'MEMORY_TOKENS'])('keeps %s within half of CONTEXT_TOKENS', (name) => {
    expect(parseEnvironment({ CONTEXT_TOKENS: '4000', [name]: '2000' })).toHaveProperty(name, 2000);
    expect(namesIn(faultsOf({ CONTEXT_TOKENS: '4000', [name]: '2001' }))).toEqual([name]);
  });
});
