import { ApiClient } from '../support/api-client.ts';
import { describeOnEmbedded } from '../support/describe-on-database.ts';
import { FakeOpenAiServer } from '../support/fake-openai-server.ts';
import { poll } from '../support/poll.ts';
import { Product } from '../support/product.ts';

interface Status {
  readonly indexing: { readonly state: string };
  readonly jobs: { readonly waiting: number; readonly running: number };
}
interface Recollection {
  readonly items: readonly {
    readonly parts: { readonly meaning: number };
  }[];
}

/** What a person would bear; issue 5 asks for it. */
const WITHIN = { withinMs: 60_000 };

describeOnEmbedded('a process that is killed while it makes vectors', (database) => {
  it('leaves them to the next one, which makes each once', async () => {
    const server = await FakeOpenAiServer.start();
    const environment = {
      ...(await database.settings()),
      EMBEDDINGS_BASE_URL: server.baseUrl,
    };
    const killed = await Product.start(environment);
    let client = new ApiClient(killed.url);
    const status = async () => (await client.call<Status>('GET', '/api/status')).body;
    const untilReady = () =>
      poll('the vectors', async () => (await status()).indexing.state === 'ready', WITHIN);
    await untilReady();
    server.embeddings.behave({ kind: 'hang' });
    const say = (message: string, space: string) =>
      client.call('POST', '/api/chat', { message, space });
    const before = server.embeddings.requests.length;
    await say('I keep bees in the garden.', 'Bees');
    await say('My hive is painted blue.', 'Hive');
    const asked = () =>
      server.embeddings.requests
        .slice(before)
        .some(({ input }) => input.some((text) => text.startsWith('I keep bees')));
    await poll('the embedder to be asked', asked, WITHIN);
    killed.kill('SIGKILL');
    expect(await killed.exited()).toBe('SIGKILL');

    server.embeddings.behave({ kind: 'embed' });
    const heir = await Product.start(environment);
    client = new ApiClient(heir.url);
    // Of the only memory in a space, found by a word, the meaning is told however far it is.
    const meaning = async (space: string, query: string) => {
      const { body } = await client.call<Recollection>('POST', '/api/memories/recall', {
        query,
        space,
      });
      return body.items[0]?.parts.meaning ?? 0;
    };
    for (const [space, query] of [
      ['Bees', 'Where do the bees live?'],
      ['Hive', 'How old is the hive?'],
    ] as const)
      await poll(
        'it to be found by meaning',
        async () => (await meaning(space, query)) > 0,
        WITHIN,
      );
    const idle = async () => {
      const { jobs } = await status();
      return jobs.waiting + jobs.running === 0;
    };
    await poll('nothing to be left to do', idle, WITHIN);
    expect(await heir.stop()).toBe(0);
    await server.stop();
  });
});
