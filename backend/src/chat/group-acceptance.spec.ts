import { randomUUID } from 'node:crypto';
import { DataSource } from 'typeorm';
import { streamedText, streamOf } from '../../test/support/api-client.js';
import { chatWithFakeModel } from '../../test/support/chat-with-fake-model.js';

describe('messages at the same time', () => {
  const shared = chatWithFakeModel(
    { kind: 'answer', text: 'An answer.' },
    { ANSWERS_PER_USER: '100' },
  );
  afterEach(() => vi.restoreAllMocks());

  const sessions = (count: number) =>
    Promise.all(Array.from({ length: count }, () => shared.running.api.createSession()));
  const send = (session: string, text: string, requestId?: string) =>
    streamOf(shared.running.api.send(session, text, requestId));
  const history = async (session: string) =>
    (await shared.running.api.history(session)).map(({ text }) => text);

  it('of many conversations are taken in by few transactions, each where it belongs', async () => {
    const all = await sessions(20);
    const told = await Promise.all(all.map((id, index) => send(id, `I am number ${index}.`)));
    // Each row says which transaction wrote it.
    const [{ transactions }] = await shared.running.app
      .get(DataSource)
      .query<[{ transactions: number }]>(
        `SELECT count(DISTINCT xmin::text)::integer AS transactions
         FROM messages WHERE role = 'user' AND session_id = ANY($1)`,
        [all],
      );
    expect(transactions).toBeLessThan(10);
    for (const events of told) expect(streamedText(events)).toBe('An answer.');
    for (const [index, id] of all.entries())
      expect(await history(id)).toEqual([`I am number ${index}.`, 'An answer.']);
    const { body } = await shared.running.api.call<{ items: { text: string }[] }>(
      'POST',
      '/api/memories/recall',
      { query: 'Which number am I?', limit: 20 },
    );
    expect(body.items).toHaveLength(20);
  });

  it('of one conversation follow one another, and none is lost', async () => {
    const [id = ''] = await sessions(1);
    await Promise.all(Array.from({ length: 8 }, (_, index) => send(id, `Message ${index}`)));
    const path = await history(id);
    expect(path.filter((text) => text.startsWith('Message')).sort()).toEqual(
      Array.from({ length: 8 }, (_, index) => `Message ${index}`),
    );
    expect(path).toHaveLength(16);
  });

  it('that cannot be taken in do not keep the others back', async () => {
    const [one = '', other = ''] = await sessions(2);
    const used = randomUUID();
    await send(one, 'First', used);
    const [, again, missing] = await Promise.all([
      send(other, 'Second'),
      shared.running.api.call('POST', `/api/sessions/${other}/messages`, {
        text: 'Third',
        requestId: used,
      }),
      shared.running.api.call('POST', `/api/sessions/${randomUUID()}/messages`, { text: 'Fourth' }),
    ]);
    expect([again.status, missing.status]).toEqual([409, 404]);
    expect(await history(other)).toEqual(['Second', 'An answer.']);
  });

  it('with one requestId in two conversations make one turn', async () => {
    const [one = '', other = ''] = await sessions(2);
    const id = randomUUID();
    const post = (session: string) =>
      shared.running.api.call('POST', `/api/sessions/${session}/messages`, {
        text: 'Once',
        requestId: id,
      });
    const statuses = (await Promise.all([post(one), post(other)])).map(({ status }) => status);
    expect(statuses.sort()).toEqual([200, 409]);
    expect([...(await history(one)), ...(await history(other))]).toEqual(['Once', 'An answer.']);
  });
});
