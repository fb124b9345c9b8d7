import { Readable } from 'node:stream';
import { ServerAnswer } from '../shared/index.js';
import { clientFor, listChatModels } from './model-server.js';

describe('the list of chat models', () => {
  const listOf = (body: unknown) => {
    const server = { baseUrl: 'http://127.0.0.1:9/v1', apiKey: undefined };
    const headers = new Headers({ 'content-type': 'application/json' });
    const bytes = Readable.from([Buffer.from(JSON.stringify(body))]);
    const client = clientFor(server, () =>
      Promise.resolve(new ServerAnswer(server.baseUrl, 200, headers, bytes)),
    );
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
