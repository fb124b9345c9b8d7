import { spawn } from 'node:child_process';
import { once } from 'node:events';
import { existsSync } from 'node:fs';
import { mkdtemp, readdir, readFile, rm, stat, utimes, writeFile } from 'node:fs/promises';
import { hostname, tmpdir } from 'node:os';
import { join } from 'node:path';
import { FolderLock } from './folder-lock.js';
import { processStartTime } from './process-start-time.js';

describe('the lock of a data folder', () => {
  let parent: string;
  let folder: string;
  let file: string;
  beforeEach(async () => {
    parent = await mkdtemp(join(tmpdir(), 'memocha-lock-'));
    folder = join(parent, 'data');
    file = join(folder, 'memocha.lock');
  });
  afterEach(() => rm(parent, { recursive: true, force: true }));

  const locked = expect.objectContaining({ code: 'data_dir_locked' });

  /** Leaves a lock as another process would have. */
  async function leaveLock(content: unknown): Promise<void> {
    FolderLock.acquire(folder).release();
    await writeFile(file, typeof content === 'string' ? content : JSON.stringify(content));
  }

  it('makes the folder, for this user alone', async () => {
    FolderLock.acquire(folder);
    expect((await stat(folder)).mode & 0o077).toBe(0);
    expect(existsSync(file)).toBe(true);
  });

  it('keeps a second one away in a sentence that says what to do', () => {
    FolderLock.acquire(folder);
    expect(() => FolderLock.acquire(folder)).toThrow(locked);
    expect(() => FolderLock.acquire(folder)).toThrow(
      `The data folder ${folder} is in use by another Memocha (process ${process.pid}). ` +
        'Stop that one, or give this one its own DATA_DIR.',
    );
  });

  it('can be taken again after it was released, which may happen twice', () => {
    const lock = FolderLock.acquire(folder);
    lock.release();
    lock.release();
    expect(existsSync(file)).toBe(false);
    expect(() => FolderLock.acquire(folder)).not.toThrow();
  });

  it('is respected when another living process holds it', async () => {
    const pid = process.ppid;
    await leaveLock({ pid, startedAt: processStartTime(pid), host: hostname() });
    expect(() => FolderLock.acquire(folder)).toThrow(locked);
  });

  it('is taken over from a process that has died', async () => {
    const child = spawn(process.execPath, ['--version'], { stdio: 'ignore' });
    const { pid = 0 } = child;
    const startedAt = processStartTime(pid);
    await once(child, 'exit');
    await leaveLock({ pid, startedAt, host: hostname() });
    FolderLock.acquire(folder);
    expect(JSON.parse(await readFile(file, 'utf8'))).toMatchObject({ pid: process.pid });
  });

  it('is taken over where its process id belongs to a later process', async () => {
    await leaveLock({ pid: process.ppid, startedAt: 'another boot:123', host: hostname() });
    FolderLock.acquire(folder);
    expect(() => FolderLock.acquire(folder)).toThrow(locked);
  });

  it('is respected while another host shows signs of life, and taken over after', async () => {
    await leaveLock({ pid: 1, startedAt: 'there', host: 'another container' });
    expect(() => FolderLock.acquire(folder)).toThrow(/process 1 on another container/);
    const longAgo = new Date(Date.now() - 60_000);
    await utimes(file, longAgo, longAgo);
    expect(() => FolderLock.acquire(folder)).not.toThrow();
  });

  it.each(['', '{"pid":', '{"pid":"1"}', 'null', '[]', '{"pid":-1,"startedAt":"x"}'])(
    'is taken over when nobody can be made out from it, once it is not being written: %j',
    async (content) => {
      await leaveLock(content);
      expect(() => FolderLock.acquire(folder)).toThrow(locked);
      const before = new Date(Date.now() - 10_000);
      await utimes(file, before, before);
      expect(() => FolderLock.acquire(folder)).not.toThrow();
    },
  );

  it('is left alone by a release when it is another one by then', async () => {
    const lock = FolderLock.acquire(folder);
    const another = JSON.stringify({ pid: 1, startedAt: 'there', host: 'another container' });
    await writeFile(file, another);
    lock.release();
    await expect(readFile(file, 'utf8')).resolves.toBe(another);
  });

  it('removes what dead starts have left beside it, and nothing of the living', async () => {
    const startedAt = processStartTime(process.ppid);
    const living = { pid: process.ppid, startedAt, host: hostname() };
    const dead = { ...living, startedAt: 'another boot:123' };
    FolderLock.acquire(folder).release();
    await writeFile(`${file}.dead`, JSON.stringify(dead));
    await writeFile(`${file}.living`, JSON.stringify(living));
    await writeFile(`${file}.young`, '');
    FolderLock.acquire(folder);
    const left = await readdir(folder);
    expect(left.sort()).toEqual(['', '.living', '.young'].map((end) => `memocha.lock${end}`));
  });

  it('says why a folder cannot be used', async () => {
    const inTheWay = join(parent, 'file');
    await writeFile(inTheWay, '');
    for (const unusable of [inTheWay, join(inTheWay, 'data')])
      expect(() => FolderLock.acquire(unusable)).toThrow(
        expect.objectContaining({
          code: 'data_dir_unusable',
          message: expect.stringMatching(/cannot be written \(E\w+.*Set DATA_DIR/),
        }),
      );
  });
});
