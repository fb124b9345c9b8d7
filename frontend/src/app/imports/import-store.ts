import { computed, inject, Service, signal } from '@angular/core';
import { ApiError } from '../api/api-error';
import { ImportsApi } from '../api/imports-api';
import type { Import } from '../api/models';
import { SessionsStore } from '../sessions/sessions-store';
import { SpacesStore } from '../spaces/spaces-store';
import { Voice } from '../ui/live-region';
import { isRunning, stateWords } from './import-words';

/** Milliseconds between two looks at a running import. */
const LOOK_AGAIN = 1_000;

/** Sends files and follows what becomes of them, also while the page shows something else. */
@Service()
export class ImportStore {
  private readonly api = inject(ImportsApi);
  private readonly sessions = inject(SessionsStore);
  private readonly spaces = inject(SpacesStore);
  private readonly known = signal<readonly Import[]>([]);
  private readonly voice = inject(Voice);
  private timer: ReturnType<typeof setTimeout> | undefined;

  /** The newest ones, newest first. */
  readonly imports = this.known.asReadonly();
  /** Name of the file that is on its way; null when none is. */
  readonly sending = signal<string | null>(null);
  /** Why the last file was not taken, in words; null when it was. */
  readonly failure = signal<string | null>(null);
  /** Whether that was for its kind. */
  readonly ofAnotherKind = signal(false);
  /** Whether anything is being taken in or indexed. */
  readonly running = computed(() => this.known().some(isRunning));

  /** Reads how they stand, and goes on doing so while one runs. */
  async load(): Promise<void> {
    clearTimeout(this.timer);
    const before = this.running();
    try {
      this.known.set(await this.api.newest());
    } catch {
      // Asked again below; what is known stays on show.
    }
    if (before && !this.running()) this.finished();
    this.lookAgain();
  }

  /** Sends a file, and follows it. */
  async send(file: File): Promise<void> {
    if (this.sending() !== null) return;
    this.ofAnotherKind.set(!KINDS.test(file.name));
    this.failure.set(this.ofAnotherKind() ? otherKind(file.name) : null);
    if (this.ofAnotherKind()) return;
    this.sending.set(file.name);
    this.lookAgain();
    try {
      const started = await this.api.start(file);
      this.known.update((all) => [started, ...all.filter(({ id }) => id !== started.id)]);
      if (!isRunning(started)) this.finished();
    } catch (error) {
      this.failure.set(wordsFor(error, CONTINUE));
    } finally {
      this.sending.set(null);
      await this.load();
    }
  }

  /** Ends one; what was taken in stays. */
  async cancel({ id }: Import): Promise<void> {
    try {
      await this.api.cancel(id);
    } catch (error) {
      this.failure.set(wordsFor(error, 'Memocha does not answer. The import goes on.'));
    }
    await this.load();
  }

  private lookAgain(): void {
    clearTimeout(this.timer);
    if (this.running() || this.sending() !== null)
      this.timer = setTimeout(() => void this.load(), LOOK_AGAIN);
  }

  private finished(): void {
    const [newest] = this.known();
    if (newest) this.voice.say(stateWords(newest));
    void this.spaces.load();
    void this.sessions.load();
  }
}

/** What the page can send; the server looks at the lines, whatever the file is called. */
const KINDS = /\.(?:ndjson|jsonl)(?:\.gz)?$/i;

const otherKind = (name: string): string =>
  `“${name}” is neither .ndjson nor .ndjson.gz, so it was not sent. What such a file looks like stands below.`;

const CONTINUE =
  'The connection broke off. What had arrived is kept: send the same file again, and nothing comes twice.';

function wordsFor(error: unknown, offline: string): string {
  if (!(error instanceof ApiError) || error.offline) return offline;
  return error.message;
}
