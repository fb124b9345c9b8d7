import { readdirSync } from 'node:fs';
import { mkdir, mkdtemp, rm, writeFile } from 'node:fs/promises';
import { hostname, tmpdir } from 'node:os';
import { join } from 'node:path';
import { LockContender, WITHOUT_LINKS } from '../../../test/support/lock-contender.js';
import { FolderLock } from './folder-lock.js';

const CONTENDERS = 8;
const ROUNDS = 60;
/** Milliseconds after which a busy machine has seen enough rounds. */
const ENOUGH = 2_000;

describe('the lock of a data folder that several processes want', () => {
  let parent: string;
  beforeEach(async () => (parent = await mkdtemp(join(tmpdir(), 'memocha-contention-'))));
  afterEach(() => rm(parent, { recursive: true, force: true }));

  /** As a process leaves it that dies with the lock. */
  async function folderWithStaleLock(name: string): Promise<string> {
    const folder = join(parent, name);
    await mkdir(folder);
    const dead = { pid: process.pid, startedAt: `before ${name}`, host: hostname() };
    await writeFile(join(folder, 'memocha.lock'), JSON.stringify(dead));
    return folder;
  }

  describe('at the same moment', () => {
    let contenders: readonly LockContender[];
    beforeAll(async () => {
      const starts = Array.from({ length: CONTENDERS }, () => LockContender.start());
      contenders = await Promise.all(starts);
    });
    afterAll(() => Promise.all(contenders.map((contender) => contender.kill())));

    async function expectOneWinner(folder: string): Promise<void> {
      const answers = await Promise.all(contenders.map((each) => each.acquire(folder)));
      const refused = Array<string>(CONTENDERS - 1).fill('data_dir_locked');
      expect(answers.sort()).toEqual(['acquired', ...refused]);
      await Promise.all(contenders.map((each) => each.release()));
      expect(readdirSync(folder)).toEqual([]);
    }

    it.each(['with-links', WITHOUT_LINKS])('is given to one, in a folder %s', async (kind) => {
      const end = performance.now() + ENOUGH;
      for (let round = 0; round < ROUNDS && performance.now() < end; round++) {
        await expectOneWinner(await folderWithStaleLock(`${kind}-${round}-stale`));
        await expectOneWinner(join(parent, `${kind}-${round}-new`));
      }
    });
  });

  it('can be had after a start that was killed at any moment', async () => {
    const moments = Array.from({ length: 12 }, (_, index) => index + 1);
    const answers = await Promise.all(
      moments.map(async (killedAt) => {
        const folder = await folderWithStaleLock(`${killedAt}`);
        const contender = await LockContender.start(killedAt);
        const answer = await contender.acquire(folder);
        await contender.kill();
        FolderLock.acquire(folder).release();
        expect(readdirSync(folder)).toEqual([]);
        return answer;
      }),
    );
    // Else there are moments beyond those tried.
    expect(answers.at(-1)).toBe('acquired');
    expect(answers[0]).toBe('killed');
  });

  it('can be had after several starts that were killed while they took it over', async () => {
    const folder = await folderWithStaleLock('killed');
    // Each has its claim, and would remove what the one before it has left.
    const removal = 5;
    for (let start = 0; start < 3; start++) {
      const contender = await LockContender.start(removal);
      await expect(contender.acquire(folder)).resolves.toBe('killed');
    }
    FolderLock.acquire(folder).release();
    expect(readdirSync(folder)).toEqual([]);
  });
});
