import { fileURLToPath } from 'node:url';
import { ApiClient } from '../../../backend/test/support/api-client.ts';
import { Product } from '../../../backend/test/support/product.ts';
import { postgresDatabase } from '../../../backend/test/support/test-database.ts';
import { startChild } from '../child-server.ts';
import type { FakeModelProcess } from '../fake-model-process.ts';
import { POSTGRES, startPostgres } from '../postgres.ts';
import type { StreamRequest } from './stream-client.ts';

/** Something that passes answers of the model on. */
export interface Contender {
  readonly name: string;
  /** Requests for so many streams, each in a conversation of its own that is there already. */
  requests(count: number): Promise<readonly StreamRequest[]>;
  stop(): Promise<void>;
  /** Answers at once, without a stream. */
  readonly plainUrl: string;
}

const RELAY = fileURLToPath(new URL('./relay.mjs', import.meta.url));

export const RELAY_NAME = 'plain Node relay';
export const EMBEDDED = 'Memocha, embedded database';
export const SERVER = `Memocha, ${POSTGRES}`;

/** Limits that would turn one user with hundreds of streams away. */
const WIDE = { ANSWERS_PER_USER: '1000', ANSWERS_RUNNING: '1000' };

/** A relay of plain Node, as the floor. */
export async function relay(model: FakeModelProcess): Promise<Contender> {
  const server = await startChild([RELAY], { UPSTREAM: model.url });
  const request = { url: server.url, body: '{}', textOf: chunkText };
  return {
    name: RELAY_NAME,
    plainUrl: server.url,
    requests: (count) => Promise.resolve(Array.from({ length: count }, () => request)),
    stop: () => server.stop(),
  };
}

/** The product with the embedded database. */
export async function embedded(model: FakeModelProcess): Promise<Contender> {
  const product = await Product.start(environmentOf(model));
  return contender(EMBEDDED, product);
}

/** The product with a PostgreSQL server of its own; undefined where none is installed. */
export async function onServer(model: FakeModelProcess): Promise<Contender | undefined> {
  const server = await startPostgres();
  if (!server) return undefined;
  const database = postgresDatabase(server.adminUrl);
  const product = await Product.start({ ...environmentOf(model), ...(await database.settings()) });
  const made = contender(SERVER, product);
  const stop = async (): Promise<void> => {
    await made.stop();
    await database.dispose();
    await server.stop();
  };
  return { ...made, stop };
}

function contender(name: string, product: Product): Contender {
  const api = new ApiClient(product.url);
  let asked = 0;
  return {
    name,
    plainUrl: `${product.url}/api/sessions`,
    async requests(count) {
      const requests: StreamRequest[] = [];
      for (let index = 0; index < count; index++) {
        const url = `${product.url}/api/sessions/${await api.createSession()}/messages`;
        // Each another one: what was embedded a moment ago is not embedded again.
        const text = `Question ${asked++} asks: what grows in my garden beside the roses?`;
        requests.push({ url, body: JSON.stringify({ text }), textOf: tokenText });
      }
      return requests;
    },
    async stop() {
      await product.stop();
    },
  };
}

const environmentOf = (model: FakeModelProcess) => ({
  ...model.environment,
  LOG_LEVEL: 'warn',
  ...WIDE,
});

/** Of a chunk of an OpenAI-compatible server. */
function chunkText(event: string): string | undefined {
  if (!event.startsWith('data: {')) return undefined;
  const chunk = JSON.parse(event.slice('data: '.length)) as {
    readonly choices: readonly { readonly delta: { readonly content?: string } }[];
  };
  return chunk.choices[0]?.delta.content;
}

/** The text in an event of Memocha; undefined where it has none. */
export function tokenText(event: string): string | undefined {
  if (!/^event: token$/m.test(event)) return undefined;
  const data = /^data: (.*)$/m.exec(event)?.[1] ?? '{}';
  return (JSON.parse(data) as { readonly text?: string }).text;
}
