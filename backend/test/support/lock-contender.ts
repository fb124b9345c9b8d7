import { fork, type ChildProcess } from 'node:child_process';
import { once } from 'node:events';
import { fileURLToPath } from 'node:url';

const CHILD = fileURLToPath(new URL('./lock-contender.child.ts', import.meta.url));

/** A folder with this in its path has no hard links, as on a FAT file system. */
export const WITHOUT_LINKS = 'without-links';

/** A process of its own that wants the locks of data folders, as a start of the product does. */
export class LockContender {
  private readonly child: ChildProcess;
  private readonly exit: Promise<unknown>;

  private constructor(child: ChildProcess) {
    this.child = child;
    this.exit = once(child, 'exit');
  }

  /**
   * Starts the process, and waits until it could take a lock at once.
   * @param killedAt the change to the folder, from 1, in whose place it is killed; none by default.
   */
  static async start(killedAt?: number): Promise<LockContender> {
    const child = fork(CHILD, killedAt === undefined ? [] : [String(killedAt)], {
      execArgv: ['--experimental-transform-types', '--disable-warning=ExperimentalWarning'],
    });
    const contender = new LockContender(child);
    await contender.answer();
    return contender;
  }

  /** @returns `acquired`, the code of the error, or `killed`. */
  acquire(folder: string): Promise<string> {
    return this.ask(folder);
  }

  /** Releases what it has acquired last, if anything. */
  async release(): Promise<void> {
    await this.ask('');
  }

  /** Kills the process, which then leaves its lock behind. */
  async kill(): Promise<void> {
    this.child.kill('SIGKILL');
    await this.exit;
  }

  private ask(folder: string): Promise<string> {
    const answer = this.answer();
    this.child.send(folder);
    return answer;
  }

  private answer(): Promise<string> {
    const answer = once(this.child, 'message').then(([message]) => String(message));
    return Promise.race([answer, this.exit.then(() => 'killed')]);
  }
}
