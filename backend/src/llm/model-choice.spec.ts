import { freePort } from '../../test/support/free-port.js';
import { FAKE_MODEL, FakeOpenAiServer } from '../../test/support/fake-openai-server.js';
import { poll } from '../../test/support/poll.js';
import { someModelSettings, someResilience } from '../../test/support/model-settings.js';
import type { ModelSettings } from '../config/index.js';
import { BreakerRegistry } from '../resilience/index.js';
import { ModelChoice } from './model-choice.service.js';
import { ModelConnections } from './model-connections.service.js';
import type { LocalServer } from './model-server.js';

const realNow = Date.now.bind(Date);

describe('the choice of a model', () => {
  let fake: FakeOpenAiServer;
  let closedUrl: string;
  let closedPort: number;
  beforeAll(async () => {
    fake = await FakeOpenAiServer.start();
    closedPort = await freePort();
    closedUrl = `http://127.0.0.1:${closedPort}/v1`;
  });
  afterAll(() => fake.stop());
  let ahead = 0;
  afterEach(() => vi.restoreAllMocks());

  const at = (...urls: string[]): LocalServer[] =>
    urls.map((baseUrl, index) => ({ product: `Product ${index}`, baseUrl, apiKey: undefined }));

  async function choose(settings: Partial<ModelSettings>, local: readonly LocalServer[] = []) {
    const all = { ...someModelSettings, ...settings };
    const connections = new ModelConnections(all, someResilience, new BreakerRegistry());
    const choice = new ModelChoice(all, connections, local);
    await choice.onModuleInit();
    return choice;
  }

  /** What a turn would be answered by when the last look is a while ago and a new one is through. */
  async function later(choice: ModelChoice, expected: object) {
    ahead += 11_000;
    vi.spyOn(Date, 'now').mockImplementation(() => realNow() + ahead);
    const before = choice.current();
    await poll('a new look', () => choice.current() !== before, { withinMs: 5_000 });
    expect(choice.current().inUse).toMatchObject(expected);
  }

  it('is the configured one, without asking for a list', async () => {
    const { inUse } = (await choose({ baseUrl: closedUrl, model: 'mine' })).current();
    expect(inUse).toEqual({
      mode: 'connected',
      name: 'mine',
      use: `mine at ${closedUrl}`,
      why: 'OPENAI_BASE_URL is set, CHAT_MODEL names the model',
    });
  });

  it('is OpenAI itself where there is a key alone', async () => {
    const { inUse } = (await choose({ apiKey: 'sk-secret', model: 'gpt' })).current();
    expect(inUse.use).toBe('gpt at https://api.openai.com/v1');
    expect(inUse.why).toMatch(/^OPENAI_API_KEY is set/);
    expect(JSON.stringify(inUse)).not.toContain('sk-secret');
  });

  it('is the first that the configured server lists', async () => {
    const choice = await choose({ baseUrl: fake.baseUrl });
    expect(choice.current().inUse).toMatchObject({ mode: 'connected', name: FAKE_MODEL });
  });

  it('is still the configured server while that is away, and its model once it is there', async () => {
    const choice = await choose({ baseUrl: closedUrl }, at(fake.baseUrl));
    expect(choice.current().inUse).toMatchObject({ mode: 'connected', name: null });
    const started = await FakeOpenAiServer.start(closedPort);
    try {
      await later(choice, { name: FAKE_MODEL });
    } finally {
      await started.stop();
    }
  });

  it('keeps the name it knew when the configured server is away for a while', async () => {
    const started = await FakeOpenAiServer.start(closedPort);
    const choice = await choose({ baseUrl: closedUrl });
    await started.stop();
    await later(choice, { mode: 'connected', name: FAKE_MODEL });
  });

  it('is none where nothing is set and none may be looked for', async () => {
    const choice = await choose({ autodetect: false }, at(fake.baseUrl));
    expect(choice.current().inUse).toEqual({
      mode: 'recall-only',
      name: null,
      use: 'recall-only',
      why: 'OPENAI_BASE_URL is not set and LLM_AUTODETECT is false',
    });
  });

  it('is the first that runs on this machine', async () => {
    const second = await FakeOpenAiServer.start();
    try {
      const { inUse } = (await choose({}, at(closedUrl, fake.baseUrl, second.baseUrl))).current();
      expect(inUse).toMatchObject({
        mode: 'connected',
        use: `${FAKE_MODEL} at ${fake.baseUrl}`,
        why: 'Product 1 was found on this machine',
      });
    } finally {
      await second.stop();
    }
  });

  it('asks a server on this machine for CHAT_MODEL', async () => {
    const choice = await choose({ model: 'mine' }, at(fake.baseUrl));
    expect(choice.current().inUse.name).toBe('mine');
  });

  it('is none where something else listens on the port of a model server', async () => {
    const choice = await choose({}, at(fake.baseUrl.replace('/v1', '/elsewhere')));
    expect(choice.current().inUse.mode).toBe('recall-only');
  });

  it('finds one that is started later, and lets one go that has gone', async () => {
    const choice = await choose({}, at(closedUrl));
    expect(choice.current().inUse.mode).toBe('recall-only');
    const started = await FakeOpenAiServer.start(closedPort);
    await later(choice, { mode: 'connected', name: FAKE_MODEL });
    await started.stop();
    await later(choice, { mode: 'recall-only' });
  });

  it('is followed by the fallback, which answers alone where there is none', async () => {
    const fallback = { baseUrl: fake.baseUrl, apiKey: undefined, model: 'b' };
    const names = (choice: ModelChoice) =>
      choice.chain().map(({ model, degraded }) => [model.inUse.name, ...degraded]);
    const both = await choose({ baseUrl: closedUrl, model: 'a', fallback });
    expect(names(both)).toEqual([['a'], ['b', 'fallback']]);
    expect(names(await choose({ autodetect: false, fallback }))).toEqual([['b', 'fallback']]);
    expect(names(await choose({ autodetect: false }))).toEqual([[null]]);
  });

  it('has somebody in its place while it is left alone, and says who', async () => {
    const fallback = { baseUrl: fake.baseUrl, apiKey: undefined, model: 'b' };
    const breakers = new BreakerRegistry();
    const made = async (settings: Partial<ModelSettings>) => {
      const all = { ...someModelSettings, autodetect: false, ...settings };
      const choice = new ModelChoice(all, new ModelConnections(all, someResilience, breakers), []);
      await choice.onModuleInit();
      return choice;
    };
    const both = await made({ baseUrl: closedUrl, model: 'a', fallback });
    expect(both.standIn()).toBeNull();
    const of = (name: string, url: string) => breakers.find(`chat:${name}@${new URL(url).host}`);
    of('a', closedUrl)?.open();
    const held = expect.stringMatching(/^A at .* is held back by an administrator\.$/);
    expect(both.standIn()).toEqual({ answers: 'fallback', why: held });
    of('b', fake.baseUrl)?.open();
    expect(both.standIn()).toEqual({ answers: 'memory', why: held });
    const alone = await made({ fallback });
    expect(alone.standIn()).toMatchObject({
      answers: 'memory',
      why: expect.stringMatching(/^B at/),
    });
    of('b', fake.baseUrl)?.close();
    const unset = expect.stringMatching(/^OPENAI_BASE_URL is not set/);
    expect(alone.standIn()).toEqual({ answers: 'fallback', why: unset });
    of('a', closedUrl)?.close();
    expect(both.standIn()).toBeNull();
  });

  it('looks again only after a while, and never for a model that is named', async () => {
    const recent = await choose({}, at(fake.baseUrl));
    const named = await choose({ baseUrl: closedUrl, model: 'mine' });
    const list = vi.spyOn(ModelConnections.prototype, 'client');
    recent.current();
    vi.spyOn(Date, 'now').mockReturnValue(Date.now() + 60_000);
    named.current();
    expect(list).not.toHaveBeenCalled();
  });
});
