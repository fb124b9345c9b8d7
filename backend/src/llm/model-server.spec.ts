import { clientFor, listChatModels } from './model-server.js';

describe('the list of chat models', () => {
  const listOf = (body: unknown) => {
    const server = { baseUrl: 'http://127.0.0.1:9/v1', apiKey: undefined };
    const client = clientFor(server, () => Promise.resolve(Response.json(body)));
    return listChatModels(client, AbortSignal.timeout(5_000));
  };

  it('leaves out what does not chat, and keeps the order', async () => {
    const ids = [
      'text-embedding-3-small',
      'llama3.2',
      'nomic-embed-text',
      'bge-m3',
      'whisper-1',
      'gpt-4o',
      'intfloat/multilingual-e5-small',
      'qwen3:8b',
    ];
    const data = ids.map((id) => ({ id }));
    await expect(listOf({ data })).resolves.toEqual(['llama3.2', 'gpt-4o', 'qwen3:8b']);
  });

  it('does without entries that are none', async () => {
    await expect(listOf({ data: [null, 5, {}, { id: 7 }, { id: 'a' }] })).resolves.toEqual(['a']);
  });

  it.each([{}, { data: null }, { data: 'models' }, { models: [] }])(
    'is none in %j',
    async (body) => {
      const list = await listOf(body).catch((error: unknown) => error);
      expect([[], new SyntaxError('no list of models')]).toContainEqual(list);
    },
  );
});
