import { FakeOpenAiServer } from '../../backend/test/support/fake-openai-server.ts';
import { startPostgresServer } from '../../backend/test/support/postgres-server.ts';
import { Product, type ProductEnvironment } from '../../backend/test/support/product.ts';
import { postgresDatabase } from '../../backend/test/support/test-database.ts';

/** Where the rows are. */
export type DatabaseKind = 'embedded' | 'postgres';

/** What answers: the fake model, or nothing (recall-only). */
export type ModelKind = 'fake' | 'none';

/** What makes vectors: the model that comes along, or the fake server. */
export type EmbedderKind = 'built-in' | 'fake';

/** What a stage is made of. */
export interface StageParts {
  readonly database: DatabaseKind;
  readonly model: ModelKind;
  readonly embedder?: EmbedderKind;
}

/** A running product with all that it talks to. */
export interface Stage {
  readonly product: Product;
  readonly fake: FakeOpenAiServer;
  /** Ends everything, the product first; fails when the product did not end well. */
  close(): Promise<void>;
}

/**
 * Starts the built product on a fresh database of the kind that is asked for.
 * @param more variables that go before the stage's own.
 */
export async function openStage(
  { database, model, embedder }: StageParts,
  more: ProductEnvironment = {},
): Promise<Stage> {
  const fake = await FakeOpenAiServer.start();
  const rows = database === 'postgres' ? await openPostgres() : embedded;
  const product = await Product.start({
    ...rows.environment,
    ...(model === 'fake' ? fake.environment : {}),
    ...(embedder === 'fake' ? remoteEmbedder(fake) : {}),
    ...more,
  });
  return {
    product,
    fake,
    close: async () => {
      const code = await product.stop();
      await rows.close();
      await fake.stop();
      if (code !== 0) throw new Error(`The product ended with ${code}:\n${product.log}`);
    },
  };
}

/** Left alone at once and tried again soon, so that nobody waits until it is found to be away, or well again. */
const remoteEmbedder = ({ baseUrl }: FakeOpenAiServer): ProductEnvironment => ({
  EMBEDDINGS_BASE_URL: baseUrl,
  BREAKER_STORE_RESET_SECONDS: '1',
  BREAKER_FAIL_MAX: '1',
  BREAKER_RESET_SECONDS: '5',
});

interface Rows {
  readonly environment: ProductEnvironment;
  close(): Promise<void>;
}

const embedded: Rows = { environment: {}, close: () => Promise.resolve() };

async function openPostgres(): Promise<Rows> {
  const server = await startPostgresServer();
  if (server === undefined) throw new Error('No PostgreSQL: install it or set TEST_DATABASE_URL');
  const database = postgresDatabase(server.adminUrl);
  const { DATABASE_URL, DATA_DIR } = await database.settings();
  return {
    environment: { DATA_DIR, ...(DATABASE_URL === undefined ? {} : { DATABASE_URL }) },
    close: async () => {
      await database.dispose();
      await server.stop();
    },
  };
}
