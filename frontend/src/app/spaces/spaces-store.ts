import { computed, inject, Service, signal } from '@angular/core';
import type { Space } from '../api/models';
import { SpacesApi } from '../api/spaces-api';

/** Where the browser keeps the name of the chosen space. */
const REMEMBERED = 'memocha.space';

/** The parts of a person's life, and the one that is on show. */
@Service()
export class SpacesStore {
  private readonly api = inject(SpacesApi);
  private readonly known = signal<readonly Space[]>([]);
  private readonly chosen = signal(recallName());

  /** All of them, the default one first; empty until they have been read. */
  readonly spaces = this.known.asReadonly();
  /** The one on show; undefined until they have been read. */
  readonly current = computed(() => {
    const spaces = this.known();
    return spaces.find(({ name }) => name === this.chosen()) ?? spaces.find((s) => s.isDefault);
  });
  /** Its name; null as long as nobody knows it. */
  readonly name = computed(() => this.current()?.name ?? this.chosen());

  /** Reads them; what is shown stays when that fails. */
  async load(): Promise<void> {
    try {
      this.known.set(await this.api.list());
      this.remember();
    } catch {
      // The list of chats says that the server is away, and this is read again with it.
    }
  }

  /** Shows another one; one of that name that is not known yet is looked for. */
  choose(name: string): void {
    if (this.name() === name) return;
    this.chosen.set(name);
    if (this.known().some((space) => space.name === name)) this.remember();
    else void this.load();
  }

  /** Makes one and shows it. @throws {ApiError} */
  async create(name: string): Promise<void> {
    const space = await this.api.create(name);
    this.known.update((spaces) => [...spaces, space]);
    this.choose(space.name);
    await this.load();
  }

  /** @throws {ApiError} */
  async rename({ id, name: before }: Space, name: string): Promise<void> {
    const renamed = await this.api.rename(id, name);
    this.known.update((spaces) => spaces.map((space) => (space.id === id ? renamed : space)));
    if (this.chosen() === before) this.choose(renamed.name);
  }

  /** @throws {ApiError} */
  async delete({ id }: Space): Promise<void> {
    await this.api.delete(id);
    this.known.update((spaces) => spaces.filter((space) => space.id !== id));
    this.remember();
  }

  private remember(): void {
    const name = this.current()?.name ?? null;
    this.chosen.set(name);
    try {
      if (name !== null) localStorage.setItem(REMEMBERED, name);
    } catch {
      // A browser that keeps nothing shows the default space after a reload.
    }
  }
}

function recallName(): string | null {
  try {
    return localStorage.getItem(REMEMBERED);
  } catch {
    // See above.
    return null;
  }
}
