import { describeOnEachDatabase, describeOnEmbedded } from '../support/describe-on-database.ts';
import { ImportClient, type ImportStatus, linesOf } from '../support/import-client.ts';
import { poll } from '../support/poll.ts';
import { megabytesOf } from '../support/process-memory.ts';
import { Product } from '../support/product.ts';

const line = (index: number, text = `Fact ${index}: the harbour has ${index} boats.`) => ({
  ...{ space: 'Imported', session: `s${Math.floor(index / 100)}`, id: `${index}`, role: 'user' },
  text,
});

/** Waits until an import has come so far. */
const until = (imports: ImportClient, id: string, isThere: (status: ImportStatus) => boolean) =>
  poll(
    'the import to get on',
    async () => {
      const status = await imports.status(id);
      return isThere(status) && status;
    },
    { withinMs: 60_000 },
  );

/** Sends the beginning of an import, and no end. @returns how that went. */
const sendWithoutEnd = (url: string, text: string): Promise<'answered' | 'cut'> =>
  fetch(`${url}/api/import`, {
    method: 'POST',
    headers: { 'content-type': 'application/x-ndjson' },
    body: new ReadableStream({
      start(controller) {
        controller.enqueue(Buffer.from(text));
      },
    }),
    // Node wants it for streams; the DOM's types do not know it.
    ...{ duplex: 'half' },
  }).then(
    () => 'answered',
    () => 'cut',
  );

describeOnEachDatabase('an import and the end of its process', (database) => {
  it('goes on after a kill, and takes in each line once', async () => {
    const environment = { ...(await database.settings()) };
    const first = await Product.start(environment);
    const imports = new ImportClient(first.url);
    const lines = Array.from({ length: 240 }, (_, index) => line(index));
    const { body } = await imports.send(linesOf(lines));
    const begun = await until(imports, body.id, ({ taken }) => taken > 0);
    first.kill('SIGKILL');
    await first.exited();
    expect(begun).toMatchObject({ state: 'importing', lines: 240 });

    const second = await Product.start(environment);
    try {
      const again = new ImportClient(second.url);
      expect(await again.over(body.id)).toMatchObject({
        ...{ state: 'done', taken: 240, messages: 240, indexed: 240, failures: 0 },
      });
      // Nothing was lost or doubled: the same file finds all of it there.
      expect(await again.import(lines)).toMatchObject({ state: 'done', messages: 240 });
      const sessions = await (await fetch(`${second.url}/api/sessions?limit=100`)).json();
      expect(sessions).toMatchObject({ items: { length: 3 } });
    } finally {
      await second.stop();
    }
  });

  it('whose upload was going on is told to be cut, with what came in', async () => {
    const environment = { ...(await database.settings()) };
    const first = await Product.start(environment);
    const text = linesOf(Array.from({ length: 240 }, (_, index) => line(1_000 + index)));
    const sending = sendWithoutEnd(first.url, text);
    const imports = new ImportClient(first.url);
    const { id } = await poll(
      'lines to arrive',
      async () => {
        const newest = await imports.newest();
        return newest?.state === 'importing' && newest.lines >= 220 && newest;
      },
      { withinMs: 60_000 },
    );
    first.kill('SIGKILL');
    await first.exited();
    expect(await sending).toBe('cut');

    const second = await Product.start(environment);
    try {
      const status = await new ImportClient(second.url).over(id);
      expect(status).toMatchObject({ state: 'failed', error: { code: 'upload_cut' } });
      expect(status.messages).toBe(status.lines);
      expect(status.messages).toBeGreaterThanOrEqual(220);
    } finally {
      await second.stop();
    }
  });

  it('does not hold a stop up, and says so to whoever is sending', async () => {
    const environment = { ...(await database.settings()) };
    const product = await Product.start(environment);
    const sending = sendWithoutEnd(product.url, linesOf([line(2_000)]));
    const imports = new ImportClient(product.url);
    await poll('the upload to begin', async () => (await imports.newest())?.state === 'importing', {
      withinMs: 60_000,
    });
    expect(await product.stop()).toBe(0);
    expect(await sending).toBe('cut');
  });
});

describeOnEmbedded('a large import', (database) => {
  const peak = (pid: number) => megabytesOf(pid, 'VmHWM');

  // Only Linux tells a process's peak.
  const onLinux = process.platform === 'linux' ? it : it.skip;
  onLinux('is received without holding it in memory', async () => {
    const product = await Product.start({ ...(await database.settings()) });
    try {
      const imports = new ImportClient(product.url);
      await imports.import([line(0)]);
      const before = peak(product.pid);
      // Lines that are dropped as they come, so that nothing but receiving is measured.
      const megabytes = Buffer.from(`${'x'.repeat(3 * 1024 * 1024 - 1)}\n`);
      let sent = 0;
      const body = new ReadableStream({
        pull(controller) {
          if (sent++ < 60) controller.enqueue(megabytes);
          else controller.close();
        },
      });
      const response = await fetch(`${product.url}/api/import`, {
        method: 'POST',
        headers: { 'content-type': 'application/x-ndjson' },
        body,
        ...{ duplex: 'half' },
      });
      const { id } = (await response.json()) as ImportStatus;
      expect(await imports.over(id)).toMatchObject({ lines: 60, failures: 60, messages: 0 });
      expect(peak(product.pid) - before).toBeLessThan(100);
    } finally {
      await product.stop();
    }
  });
});
