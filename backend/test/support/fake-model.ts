import { parseArgs } from 'node:util';
import type { Behaviour } from './fake-behaviour.ts';
import type { EmbeddingBehaviour } from './fake-embeddings.ts';
import { CHAT_MODES, EMBEDDING_MODES } from './fake-modes.ts';
import { FAKE_MODEL, FakeOpenAiServer } from './fake-openai-server.ts';

/**
 * The fake model as a command, for trying the product by hand; docs/failing-on-purpose.md tells all of it:
 * `npm run fake-model -- --port 11999 --mode 429-seconds`
 */
const { values } = parseArgs({
  options: {
    port: { type: 'string', default: '0' },
    mode: { type: 'string', default: 'from-prompt' },
    embeddings: { type: 'string', default: 'embed' },
    /** Any behaviour as JSON, in the place of a mode. */
    behaviour: { type: 'string' },
  },
});

const fake = await FakeOpenAiServer.start(Number(values.port));
// Typed by the person at the keyboard, who sees at once what an unknown kind does.
fake.behave(
  values.behaviour === undefined
    ? named(CHAT_MODES, values.mode)
    : (JSON.parse(values.behaviour) as Behaviour),
);
fake.embeddings.behave(named<EmbeddingBehaviour>(EMBEDDING_MODES, values.embeddings));
console.log(`OPENAI_BASE_URL=${fake.baseUrl} OPENAI_API_KEY=fake CHAT_MODEL=${FAKE_MODEL}`);
const end = async (): Promise<void> => {
  const { calls, closedSockets, embeddings } = fake;
  await fake.stop();
  console.log(
    `${calls} calls, ${closedSockets} hung up by the caller; embeddings: ${embeddings.requests.length} and ${embeddings.closedSockets}`,
  );
};
for (const signal of ['SIGINT', 'SIGTERM'] as const) process.once(signal, () => void end());

/** The behaviour of that name; the command ends when there is none. */
function named<T>(modes: Readonly<Record<string, T>>, name: string): T {
  const mode = modes[name];
  if (mode !== undefined) return mode;
  console.error(`There is no mode ${name}. There are: ${Object.keys(modes).join(', ')}`);
  process.exit(2);
}
