import { streamedText, streamOf } from '../support/api-client.ts';
import type { EmbeddingBehaviour } from '../support/fake-embeddings.ts';
import { EMBEDDING_MODES } from '../support/fake-modes.ts';
import { FakeOpenAiServer } from '../support/fake-openai-server.ts';
import { poll } from '../support/poll.ts';
import { RunningApp } from '../support/running-app.ts';

const GOOD: EmbeddingBehaviour = EMBEDDING_MODES.embed;

/** Modes in which there are no vectors, a few of each sort: each takes the seconds of an outage. */
const BAD = (['500', 'hang', 'nan', 'empty'] as const).map((mode): [string, EmbeddingBehaviour] => [
  mode,
  EMBEDDING_MODES[mode],
]);

interface Health {
  readonly details: Readonly<Record<string, { readonly status: string; readonly code?: string }>>;
}

interface Standing {
  readonly indexing: { readonly state: string };
  readonly jobs: { readonly waiting: number; readonly running: number };
}

describe('what an embedding server can do', () => {
  let fake: FakeOpenAiServer;
  let running: RunningApp;
  beforeAll(async () => {
    fake = await FakeOpenAiServer.start();
    running = await RunningApp.start({
      ...fake.environment,
      EMBEDDINGS_BASE_URL: fake.baseUrl,
    });
    await untilEmbedderIs('up');
  });
  afterAll(async () => {
    await running.stop();
    await fake.stop();
  });
  afterEach(async () => {
    fake.embeddings.behave(GOOD);
    await untilEmbedderIs('up');
    // What was said meanwhile has its vector then.
    await poll('everything to be indexed', isIndexed, { withinMs: 60_000 });
  });

  const isIndexed = async () => {
    const { body } = await running.api.call<Standing>('GET', '/api/status');
    const { indexing, jobs } = body;
    return indexing.state === 'ready' && jobs.waiting + jobs.running === 0;
  };
  const embedder = async () =>
    (await running.api.call<Health>('GET', '/health')).body.details['embedder'];
  const untilEmbedderIs = (status: string) =>
    poll(
      `the embedder to be ${status}`,
      async () => {
        const found = await embedder();
        return found?.status === status && found;
      },
      { withinMs: 60_000 },
    );

  it.each(BAD)('%s: every turn is answered, and it is said what is missing', async (_, bad) => {
    fake.embeddings.behave(bad);
    expect(await untilEmbedderIs('degraded')).toMatchObject({
      code: expect.stringMatching(/^embedder_\w+$/),
    });
    const session = await running.api.createSession();
    const events = await streamOf(running.api.send(session, 'Where did I park the bicycle?'));
    expect(events.find(({ event }) => event === 'meta')?.data['degraded']).toContain('embedder');
    expect(streamedText(events)).toMatch(/^A scripted answer/);
    expect(events.at(-1)?.data).toMatchObject({ finishReason: 'stop' });
  });

  it('wrong-dimension: goes on, as another model', async () => {
    fake.embeddings.behave(EMBEDDING_MODES['wrong-dimension']);
    const session = await running.api.createSession();
    const events = await streamOf(running.api.send(session, 'Where did I park the bicycle?'));
    expect(events.find(({ event }) => event === 'meta')?.data['degraded']).toEqual([
      expect.stringMatching(/^(?:vectors_filling|vectors|embedder)$/),
    ]);
    expect(events.at(-1)?.data).toMatchObject({ finishReason: 'stop' });
  });
});
