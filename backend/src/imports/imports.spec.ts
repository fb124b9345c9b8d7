import { jest } from '@jest/globals';
import { randomBytes, randomUUID } from 'node:crypto';
import { gzipSync } from 'node:zlib';
import { DataSource } from 'typeorm';
import { expectProblem } from '../../test/support/expect-problem.js';
import { describeOnEachDatabase } from '../../test/support/describe-on-database.js';
import { ImportClient, linesOf } from '../../test/support/import-client.js';
import { poll } from '../../test/support/poll.js';
import { RunningApp } from '../../test/support/running-app.js';
import { someUser } from '../../test/support/some-user.js';
import { ImportedMessages } from '../messages/index.js';
import { ImportsService } from './imports.service.js';

describeOnEachDatabase('an import', (database) => {
  let running: RunningApp;
  let imports: ImportClient;
  let source: DataSource;
  let space: string;
  beforeAll(async () => {
    running = await RunningApp.start({ ...(await database.settings()) });
    imports = new ImportClient(running.url);
    source = running.app.get(DataSource);
  });
  afterAll(() => running.stop());
  beforeEach(() => (space = `Space ${randomUUID()}`));
  afterEach(() => jest.restoreAllMocks());

  const said = (id: string, text: string, more: object = {}) => ({
    ...{ space, session: 's1', id, role: 'user', text },
    ...more,
  });
  const answered = (id: string, text: string) => said(id, text, { role: 'assistant' });

  interface Row {
    readonly id: string;
    readonly session_id: string;
    readonly parent_id: string | null;
    readonly external_id: string;
    readonly text: string;
    readonly depth: number;
  }
  /** The messages of this test's space, in the order of their conversation. */
  const rows = () =>
    source.query<Row[]>(
      `SELECT messages.* FROM messages
       JOIN sessions ON sessions.id = session_id JOIN spaces ON spaces.id = space_id
       WHERE spaces.name = $1 ORDER BY session_id, depth`,
      [space],
    );
  const texts = async () => (await rows()).map(({ text }) => text);

  interface Recalled {
    readonly items: {
      readonly text: string;
      readonly at: string;
      readonly speaker: string | null;
      readonly sources: { readonly externalId: string; readonly sessionExternalId: string }[];
    }[];
  }
  const recall = async (query: string) =>
    (await running.api.call<Recalled>('POST', '/api/memories/recall', { query, space })).body.items;

  it('becomes a conversation, with its dates, and memories of what people said', async () => {
    const status = await imports.import([
      said('1', 'My dog is called Rex.', { speaker: 'Ann', at: '2025-03-31T18:05:00Z' }),
      answered('2', 'A fine name.'),
      said('3', 'My cat is called Tom.', { at: '2025-04-01T09:00:00+02:00' }),
    ]);
    expect(status).toMatchObject({
      ...{ state: 'done', lines: 3, taken: 3, messages: 3, indexed: 3 },
      ...{ failures: 0, failed: [], error: null, degraded: [] },
    });
    const [first, second, third] = await rows();
    expect([first, second, third].map((row) => row?.external_id)).toEqual(['1', '2', '3']);
    expect([second?.parent_id, third?.parent_id]).toEqual([first?.id, second?.id]);
    const [dog] = await recall('What is my dog called?');
    expect(dog).toMatchObject({
      text: 'My dog is called Rex.',
      at: '2025-03-31T18:05:00.000Z',
      speaker: 'Ann',
      sources: [{ externalId: '1', sessionExternalId: 's1' }],
    });
    const session = await running.api.call('GET', `/api/sessions/${first?.session_id}`);
    expect(session.body).toMatchObject({
      title: 'My dog is called Rex.',
      createdAt: '2025-03-31T18:05:00.000Z',
    });
  });

  it('changes nothing when it comes again, and adds what is new', async () => {
    const lines = [said('1', 'My dog is called Rex.'), answered('2', 'A fine name.')];
    await imports.import(lines);
    const before = await rows();
    expect(await imports.import(lines)).toMatchObject({ messages: 2, indexed: 2, failures: 0 });
    expect(await rows()).toEqual(before);
    expect(await recall('dog')).toHaveLength(1);
    await imports.import([...lines, said('3', 'He is three.')]);
    expect(await texts()).toEqual(['My dog is called Rex.', 'A fine name.', 'He is three.']);
  });

  it('reports another text under the same id, and keeps the first', async () => {
    const status = await imports.import([
      said('1', 'My dog is called Rex.'),
      said('1', 'My dog is called Tom.'),
      answered('1', 'My dog is called Rex.'),
      said('1', 'My dog is called Rex.'),
      said('1', 'In another conversation.', { session: 's2' }),
    ]);
    expect(status).toMatchObject({
      messages: 3,
      failed: [
        { line: 2, code: 'duplicate_id' },
        { line: 3, code: 'duplicate_id' },
      ],
    });
    expect((await texts()).toSorted()).toEqual([
      'In another conversation.',
      'My dog is called Rex.',
    ]);
  });

  it('reports bad lines by their numbers, and keeps the good ones', async () => {
    const bytes = Buffer.concat([
      Buffer.from('\u{feff}'),
      Buffer.from(
        linesOf([said('1', 'First.'), '{"broken', '', said('2', 'x', { role: 'robot' })]),
      ),
      Buffer.from([0x7b, 0xc3, 0x28, 0x7d, 0x0a]),
      Buffer.from(linesOf([said('3', 'From the future.', { at: '2999-01-01T00:00:00Z' })])),
      Buffer.from(`${JSON.stringify(said('4', 'y'.repeat(2_200_000)))}\r\n`),
      Buffer.from(JSON.stringify(said('5', 'Last.'))),
    ]);
    const { status, body } = await imports.send(bytes);
    expect(status).toBe(202);
    expect(await imports.over(body.id)).toMatchObject({
      ...{ state: 'done', lines: 8, messages: 2, failures: 5 },
      failed: [
        { line: 2, code: 'invalid_json' },
        { line: 4, code: 'unknown_role' },
        { line: 5, code: 'invalid_utf8' },
        { line: 6, code: 'date_in_future' },
        { line: 7, code: 'line_too_long' },
      ],
    });
    expect(await texts()).toEqual(['First.', 'Last.']);
  });

  it('lists the first thousand failures and counts all', async () => {
    const status = await imports.import(Array.from({ length: 1_300 }, () => 'nonsense'));
    expect(status).toMatchObject({ lines: 1_300, messages: 0, failures: 1_300 });
    expect(status.failed).toHaveLength(1_000);
  });

  it('takes a text of a megabyte as it is', async () => {
    const text = 'word '.repeat(210_000);
    expect(await imports.import([said('1', text)])).toMatchObject({
      ...{ messages: 1, failures: 0, shortened: 1 },
    });
    expect(await texts()).toEqual([text]);
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
    expect(await texts()).toEqual(['Packed.']);
  });

  it('says that it is not whole gzip data, and keeps the lines before', async () => {
    // Random, so that it is as large packed.
    const lines = Array.from({ length: 100 }, (_, index) =>
      said(`${index}`, randomBytes(2_000).toString('base64')),
    );
    const packed = gzipSync(linesOf(lines));
    const half = packed.subarray(0, packed.length / 2);
    const cut = await imports.sendPacked<{ importId: string }>(half);
    expectProblem(cut, 400, 'invalid_gzip');
    const status = await imports.over(cut.body.importId);
    expect(status).toMatchObject({ state: 'failed', error: { code: 'invalid_gzip' }, failures: 0 });
    expect(status.messages).toBeGreaterThan(30);
    expectProblem(await imports.sendPacked(Buffer.from('not packed')), 400, 'invalid_gzip');

    const whole = await imports.sendPacked(packed);
    expect(await imports.over(whole.body.id)).toMatchObject({ state: 'done', messages: 100 });
    expect(await texts()).toEqual(lines.map(({ text }) => text));
  });

  it.each([
    ['unsupported_media_type', { 'content-type': 'application/json' }],
    ['unsupported_media_type', { 'content-type': 'text/plain' }],
    ['unsupported_media_type', { 'content-type': 'application/x-ndjson; charset=utf-16' }],
    ['unsupported_encoding', { 'content-encoding': 'br' }],
  ])('is refused: %s for %j', async (code, headers) => {
    const before = (await imports.newest())?.id;
    expectProblem(await imports.send(linesOf([said('1', 'x')]), headers), 415, code);
    expect((await imports.newest())?.id).toBe(before);
  });

  it('goes on with a conversation that goes on here', async () => {
    await imports.import([said('1', 'My dog is called Rex.')]);
    const [{ session_id: sessionId } = { session_id: '' }] = await rows();
    await running.api.call('POST', '/api/chat', { sessionId, message: 'And here?' });
    await imports.import([said('2', 'He is three.', { at: '2025-01-01' })]);
    const history = await running.api.history(sessionId);
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
    expect(await texts()).toEqual(lines.map(({ text }) => text));
  });

  it('tells of a line that cannot be taken in, and takes the others', async () => {
    const service = running.app.get(ImportedMessages, { strict: false });
    const append = service.append.bind(service);
    jest.spyOn(service, 'append').mockImplementation(async (manager, session, lines) => {
      if (lines.some(({ text }) => text === 'poison')) await manager.query('SELECT 1 / 0');
      return append(manager, session, lines);
    });
    const lines = [said('1', 'Before.'), said('2', 'poison'), said('3', 'After.')];
    expect(await imports.import(lines)).toMatchObject({
      ...{ state: 'done', messages: 2, failed: [{ line: 2, code: 'not_taken' }] },
    });
    expect(await texts()).toEqual(['Before.', 'After.']);
  });

  it('may be cancelled: what waits is thrown away', async () => {
    const service = running.app.get(ImportedMessages, { strict: false });
    const append = service.append.bind(service);
    let release: () => void = () => undefined;
    const held = new Promise<void>((resolve) => (release = resolve));
    jest.spyOn(service, 'append').mockImplementationOnce(async (...given) => {
      await held;
      return append(...given);
    });
    const lines = Array.from({ length: 60 }, (_, index) => said(`${index}`, `Fact ${index}.`));
    const { body } = await imports.send(linesOf(lines));
    const cancelling = running.api.call('DELETE', `/api/import/${body.id}`);
    release();
    expect(await cancelling).toMatchObject({
      ...{ status: 200, body: { state: 'failed', error: { code: 'import_cancelled' } } },
    });
    expect((await rows()).length).toBeLessThan(60);
    const [{ waiting }] = await source.query<[{ waiting: number }]>(
      'SELECT count(*)::integer AS waiting FROM import_chunks WHERE import_id = $1',
      [body.id],
    );
    expect(waiting).toBe(0);
    // Once over it stays as it is.
    const done = await imports.import([said('a', 'Another.')]);
    const again = await running.api.call('DELETE', `/api/import/${done.id}`);
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
    const first = await running.api.call<Page>('GET', '/api/import?limit=2');
    const rest = await running.api.call<Page>(
      'GET',
      `/api/import?limit=1&cursor=${first.body.nextCursor}`,
    );
    expect([...first.body.items, ...rest.body.items].map(({ id }) => id)).toEqual(ids);

    const other = await someUser(running.app);
    const service = running.app.get(ImportsService, { strict: false });
    const id = ids[0] ?? '';
    await expect(service.get(other, id)).rejects.toMatchObject({ code: 'not_found' });
    await expect(service.cancel(other, id)).rejects.toMatchObject({ code: 'not_found' });
    await expect(service.list(other, 10)).resolves.toEqual({ items: [], nextCursor: null });
    expectProblem(await running.api.call('GET', `/api/import/${randomUUID()}`), 404, 'not_found');
    expectProblem(await running.api.call('GET', '/api/import/x'), 400, 'validation_failed');
    expectProblem(await running.api.call('GET', '/api/import?cursor=x'), 400, 'invalid_cursor');
  });

  it('whose client has gone half-way keeps whole lines, and says so', async () => {
    const lines = Array.from({ length: 50 }, (_, index) => said(`${index}`, `Fact ${index}.`));
    const text = linesOf(lines);
    const gone = new AbortController();
    const body = new ReadableStream({
      start(controller) {
        controller.enqueue(Buffer.from(text.slice(0, -30)));
      },
    });
    const sending = fetch(`${running.url}/api/import`, {
      method: 'POST',
      headers: { 'content-type': 'application/x-ndjson' },
      body,
      // Node wants it for streams; the DOM's types do not know it.
      ...{ duplex: 'half' },
      signal: gone.signal,
    });
    const begun = await poll(
      'lines to arrive',
      async () => {
        const newest = await imports.newest();
        return newest !== undefined && newest.lines >= 40 && newest;
      },
      { withinMs: 20_000 },
    );
    expect(begun.state).toBe('importing');
    gone.abort();
    await expect(sending).rejects.toThrow();
    expect(await imports.over(begun.id)).toMatchObject({
      ...{ state: 'failed', error: { code: 'upload_cut' }, messages: 49, failures: 0 },
    });
    expect(await imports.import(lines)).toMatchObject({ state: 'done', messages: 50 });
    expect(await texts()).toEqual(lines.map((line) => line.text));
  });
});
