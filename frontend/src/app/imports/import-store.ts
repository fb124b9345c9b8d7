import { computed, inject, Service, signal } from '@angular/core';
import { ApiError } from '../api/api-error';
import { ImportsApi } from '../api/imports-api';
import type { Import } from '../api/models';
import { SessionsStore } from '../sessions/sessions-store';
import { SpacesStore } from '../spaces/spaces-store';

/** Milliseconds between two looks at a running import. */
const LOOK_AGAIN = 1_000;

/** Sends files and follows what becomes of them, also while the page shows something else. */
@Service()
export class ImportStore {
  private readonly api = inject(ImportsApi);
  private readonly sessions = inject(SessionsStore);
  private readonly spaces = inject(SpacesStore);
  private readonly known = signal<readonly Import[]>([]);
  private timer: ReturnType<typeof setTimeout> | undefined;

  /** The newest ones, newest first. */
  readonly imports = this.known.asReadonly();
  /** Name of the file that is on its way; null when none is. */
  readonly sending = signal<string | null>(null);
  /** Why the last file was not taken, in words; null when it was. */
  readonly failure = signal<string | null>(null);
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
    if (this.running()) this.timer = setTimeout(() => void this.load(), LOOK_AGAIN);
  }

  /** Sends a file, and follows it. */
  async send(file: File): Promise<void> {
    if (this.sending() !== null) return;
    this.failure.set(null);
    this.sending.set(file.name);
    try {
      const started = await this.api.start(file);
      this.known.update((all) => [started, ...all.filter(({ id }) => id !== started.id)]);
      if (!isRunning(started)) this.finished();
    } catch (error) {
      this.failure.set(wordsFor(error));
    } finally {
      this.sending.set(null);
      await this.load();
    }
  }

  private finished(): void {
    void this.spaces.load();
    void this.sessions.load();
  }
}

const isRunning = ({ state }: Import): boolean => state === 'importing' || state === 'indexing';

function wordsFor(error: unknown): string {
  if (!(error instanceof ApiError) || error.offline)
    return 'The connection broke off. What had arrived is kept: send the same file again, and nothing comes twice.';
  return error.message;
}
