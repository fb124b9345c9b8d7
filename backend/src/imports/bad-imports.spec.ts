import { randomBytes } from 'node:crypto';
import { gzipSync } from 'node:zlib';
import { expectProblem } from '../../test/support/expect-problem.js';
import { describeOnEachDatabase } from '../../test/support/describe-on-database.js';
import { type ImportClient, linesOf } from '../../test/support/import-client.js';
import { ImportedSpace } from '../../test/support/imported-space.js';
import { poll } from '../../test/support/poll.js';
import { ImportedMessages } from '../messages/index.js';

describeOnEachDatabase('an import of what is not as it should be', (database) => {
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
    expect((await room.texts()).toSorted()).toEqual([
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
    expect(await room.texts()).toEqual(['First.', 'Last.']);
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
    expect(await room.texts()).toEqual([text]);
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
    expect(await room.texts()).toEqual(lines.map(({ text }) => text));
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

  it('tells of a line that cannot be taken in, and takes the others', async () => {
    const service = room.running.app.get(ImportedMessages, { strict: false });
    const append = service.append.bind(service);
    vi.spyOn(service, 'append').mockImplementation(async (manager, session, lines) => {
      if (lines.some(({ text }) => text === 'poison')) await manager.query('SELECT 1 / 0');
      return append(manager, session, lines);
    });
    const lines = [said('1', 'Before.'), said('2', 'poison'), said('3', 'After.')];
    expect(await imports.import(lines)).toMatchObject({
      ...{ state: 'done', messages: 2, failed: [{ line: 2, code: 'not_taken' }] },
    });
    expect(await room.texts()).toEqual(['Before.', 'After.']);
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
    const sending = fetch(`${room.running.url}/api/import`, {
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
    expect(await room.texts()).toEqual(lines.map((line) => line.text));
  });
});
