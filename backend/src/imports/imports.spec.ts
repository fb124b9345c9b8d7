import { randomUUID } from 'node:crypto';
import { expectProblem } from '../../test/support/expect-problem.js';
import { describeOnEachDatabase } from '../../test/support/describe-on-database.js';
import { type ImportClient, linesOf } from '../../test/support/import-client.js';
import { ImportedSpace } from '../../test/support/imported-space.js';
import { poll } from '../../test/support/poll.js';
import { someUser } from '../../test/support/some-user.js';
import { Foreground } from '../foreground/index.js';
import { ImportedMessages } from '../messages/index.js';
import { ImportsService } from './imports.service.js';

describeOnEachDatabase('an import', (database) => {
  let room: ImportedSpace;
  let imports: ImportClient;
  beforeAll(async () => {
    room = await ImportedSpace.open(database);
    imports = room.imports;
  });
  afterAll(() => room.running.stop());
  beforeEach(() => {
    room.begin();
  });
  afterEach(() => vi.restoreAllMocks());

  const said = (id: string, text: string, more?: object) => room.said(id, text, more);
  const answered = (id: string, text: string) => said(id, text, { role: 'assistant' });

  interface Recalled {
    readonly items: {
      readonly text: string;
      readonly at: string;
      readonly speaker: string | null;
      readonly sources: { readonly externalId: string; readonly sessionExternalId: string }[];
    }[];
  }
  async function recall(query: string): Promise<Recalled['items']> {
    const body = { query, space: room.space };
    return (await room.running.api.call<Recalled>('POST', '/api/memories/recall', body)).body.items;
  }

  it('gives way to those who wait for an answer', async () => {
    const { promise: quiet, resolve: leave } = Promise.withResolvers<undefined>();
    const giveWay = vi.spyOn(room.running.app.get(Foreground), 'giveWay').mockReturnValue(quiet);
    const { body } = await imports.send(linesOf([said('1', 'My dog is called Rex.')]));
    await poll('the import to be looked at', () => giveWay.mock.calls.length > 0, {
      withinMs: 10_000,
    });
    expect(await imports.status(body.id)).toMatchObject({ state: 'importing', taken: 0 });
    leave(undefined);
    expect(await imports.over(body.id)).toMatchObject({ state: 'done', taken: 1, indexed: 1 });
  });

  it('becomes a conversation, with its dates, and memories of what people said', async () => {
    const status = await imports.import([
      said('1', 'My dog is called Rex.', { speaker: 'Ann', at: '2025-03-31T18:05:00Z' }),
      answered('2', 'A fine name.'),
      said('3', 'My cat is called Tom.', { at: '2025-04-01T09:00:00+02:00' }),
    ]);
    expect(status).toMatchObject({
      ...{ state: 'done', lines: 3, taken: 3, messages: 3, indexed: 3 },
      ...{ failures: 0, failed: [], error: null, degraded: [], spaces: [room.space] },
    });
    const [first, second, third] = await room.rows();
    expect([first, second, third].map((row) => row?.external_id)).toEqual(['1', '2', '3']);
    expect([second?.parent_id, third?.parent_id]).toEqual([first?.id, second?.id]);
    const [dog] = await recall('What is my dog called?');
    expect(dog).toMatchObject({
      text: 'Ann: My dog is called Rex.',
      at: '2025-03-31T18:05:00.000Z',
      speaker: 'Ann',
      sources: [{ externalId: '1', sessionExternalId: 's1' }],
    });
    const session = await room.running.api.call('GET', `/api/sessions/${first?.session_id}`);
    expect(session.body).toMatchObject({
      title: 'My dog is called Rex.',
      createdAt: '2025-03-31T18:05:00.000Z',
    });
  });

  it('changes nothing when it comes again, and adds what is new', async () => {
    const lines = [said('1', 'My dog is called Rex.'), answered('2', 'A fine name.')];
    await imports.import(lines);
    const before = await room.rows();
    expect(await imports.import(lines)).toMatchObject({ messages: 2, indexed: 2, failures: 0 });
    expect(await room.rows()).toEqual(before);
    expect(await recall('dog')).toHaveLength(1);
    await imports.import([...lines, said('3', 'He is three.')]);
    expect(await room.texts()).toEqual(['My dog is called Rex.', 'A fine name.', 'He is three.']);
  });

  it('is over at once when there is nothing in it', async () => {
    for (const body of ['', '\n\n']) {
      const sent = await imports.send(body);
      expect(await imports.over(sent.body.id)).toMatchObject({ state: 'done', messages: 0 });
    }
  });

  it('may be packed', async () => {
    const sent = await imports.sendPacked(linesOf([said('1', 'Packed.')]));
    expect(await imports.over(sent.body.id)).toMatchObject({ state: 'done', messages: 1 });
    expect(await room.texts()).toEqual(['Packed.']);
  });

  it('goes on with a conversation that goes on here', async () => {
    await imports.import([said('1', 'My dog is called Rex.')]);
    const [{ session_id: sessionId } = { session_id: '' }] = await room.rows();
    await room.running.api.call('POST', '/api/chat', { sessionId, message: 'And here?' });
    await imports.import([said('2', 'He is three.', { at: '2025-01-01' })]);
    const history = await room.running.api.history(sessionId);
    expect(history.map(({ text }) => text)).toEqual([
      'My dog is called Rex.',
      'And here?',
      expect.any(String),
      'He is three.',
    ]);
  });

  it('doubles nothing when it comes twice at once', async () => {
    const lines = Array.from({ length: 100 }, (_, index) => said(`${index}`, `Fact ${index}.`));
    const both = await Promise.all([imports.import(lines), imports.import(lines)]);
    expect(both).toMatchObject([{ messages: 100 }, { messages: 100 }]);
    expect(await room.texts()).toEqual(lines.map(({ text }) => text));
  });

  it('may be cancelled: what waits is thrown away', async () => {
    const service = room.running.app.get(ImportedMessages, { strict: false });
    const append = service.append.bind(service);
    let release: () => void = () => undefined;
    const held = new Promise<void>((resolve) => (release = resolve));
    vi.spyOn(service, 'append').mockImplementationOnce(async (...given) => {
      await held;
      return append(...given);
    });
    const lines = Array.from({ length: 60 }, (_, index) => said(`${index}`, `Fact ${index}.`));
    const { body } = await imports.send(linesOf(lines));
    const cancelling = room.running.api.call('DELETE', `/api/import/${body.id}`);
    release();
    expect(await cancelling).toMatchObject({
      ...{ status: 200, body: { state: 'failed', error: { code: 'import_cancelled' } } },
    });
    expect((await room.rows()).length).toBeLessThan(60);
    const [{ waiting }] = await room.source.query<[{ waiting: number }]>(
      'SELECT count(*)::integer AS waiting FROM import_chunks WHERE import_id = $1',
      [body.id],
    );
    expect(waiting).toBe(0);
    // Once over it stays as it is.
    const done = await imports.import([said('a', 'Another.')]);
    const again = await room.running.api.call('DELETE', `/api/import/${done.id}`);
    expect(again.body).toMatchObject({ state: 'done', error: null });
  });

  it("is listed, newest first, and nobody else's is", async () => {
    const ids: string[] = [];
    for (const text of ['One.', 'Two.', 'Three.'])
      ids.unshift((await imports.import([said(text, text)])).id);
    interface Page {
      readonly items: { readonly id: string }[];
      readonly nextCursor: string | null;
    }
    const first = await room.running.api.call<Page>('GET', '/api/import?limit=2');
    const rest = await room.running.api.call<Page>(
      'GET',
      `/api/import?limit=1&cursor=${first.body.nextCursor}`,
    );
    expect([...first.body.items, ...rest.body.items].map(({ id }) => id)).toEqual(ids);

    const other = await someUser(room.running.app);
    const service = room.running.app.get(ImportsService, { strict: false });
    const id = ids[0] ?? '';
    await expect(service.get(other, id)).rejects.toMatchObject({ code: 'not_found' });
    await expect(service.cancel(other, id)).rejects.toMatchObject({ code: 'not_found' });
    await expect(service.list(other, 10)).resolves.toEqual({ items: [], nextCursor: null });
    expectProblem(
      await room.running.api.call('GET', `/api/import/${randomUUID()}`),
      404,
      'not_found',
    );
    expectProblem(await room.running.api.call('GET', '/api/import/x'), 400, 'validation_failed');
    expectProblem(
      await room.running.api.call('GET', '/api/import?cursor=x'),
      400,
      'invalid_cursor',
    );
  });
});
