import { computed, effect, inject, Service, signal, untracked } from '@angular/core';
import { Subject } from 'rxjs';
import type { Page, Session } from '../api/models';
import { SessionsApi } from '../api/sessions-api';
import { SpacesStore } from '../spaces/spaces-store';

/** Enough for a list of thousands while a search reads it whole. */
const SEARCH_PAGE = 100;

/** The conversations of the space on show, newest first, as far as they have been read. */
@Service()
export class SessionsStore {
  private readonly api = inject(SessionsApi);
  private readonly spaces = inject(SpacesStore);
  private readonly known = signal<ReadonlyMap<string, Session>>(new Map());
  private readonly cursor = signal<string | null>(null);
  private reading: Promise<void> | null = null;
  private loading: Promise<void> | null = null;
  private readonly space = this.spaces.name;
  /** The space that the list was read for. */
  private listed = this.space();

  /** `failed` keeps what is already shown. */
  readonly state = signal<'loading' | 'ready' | 'failed'>('loading');
  /** Newest first. */
  readonly sessions = computed(() =>
    [...this.known().values()]
      .filter(({ space }) => this.space() === null || space === this.space())
      .sort((a, b) => b.updatedAt.localeCompare(a.updatedAt)),
  );
  /** True while there are older ones on the server. */
  readonly hasMore = computed(() => this.cursor() !== null);
  /** Ids of conversations that are gone. */
  readonly removed = new Subject<string>();
  /** Ids of conversations that are empty now. */
  readonly cleared = new Subject<string>();

  constructor() {
    effect(() => {
      const space = this.space();
      untracked(() => void this.switchTo(space));
    });
  }

  /** The one with this id, if it is known, in whichever space. */
  find(id: string | null): Session | undefined {
    return id === null ? undefined : this.known().get(id);
  }

  /** Reads the newest ones; those that were deleted elsewhere vanish. */
  load(): Promise<void> {
    this.loading ??= this.readNewest().finally(() => (this.loading = null));
    return this.loading;
  }

  /** Reads the next older ones, once at a time. */
  loadMore(): Promise<void> {
    return this.hasMore() ? this.read(this.cursor()) : Promise.resolve();
  }

  /** Reads all that are left, so that a search misses none. */
  async loadAll(): Promise<void> {
    while (this.hasMore() && this.state() !== 'failed') await this.read(this.cursor(), SEARCH_PAGE);
  }

  /** Reads one again, such as for a title that the server has made. @throws {ApiError} */
  async refresh(id: string): Promise<void> {
    this.put(await this.api.get(id));
  }

  /** Makes an empty conversation. @throws {ApiError} */
  async create(): Promise<Session> {
    const session = await this.api.create(this.space());
    this.put(session);
    return session;
  }

  /** @throws {ApiError} */
  async rename(id: string, title: string): Promise<void> {
    this.put(await this.api.rename(id, title));
  }

  /** Takes it along to another space, and with it what was remembered from it. @throws {ApiError} */
  async move(id: string, space: string): Promise<void> {
    this.put(await this.api.move(id, space));
    void this.spaces.load();
  }

  /** @throws {ApiError} */
  async delete(id: string): Promise<void> {
    await this.api.delete(id);
    this.known.update((known) => new Map([...known].filter(([key]) => key !== id)));
    this.removed.next(id);
  }

  /** @throws {ApiError} */
  async clear(id: string): Promise<void> {
    await this.api.clear(id);
    this.cleared.next(id);
  }

  /** The list of one space is no list of another. */
  private async switchTo(space: string | null): Promise<void> {
    if (space === this.listed) return;
    this.listed = space;
    this.cursor.set(null);
    // One that is under way reads the other space, and what it finds is left out.
    await this.loading;
    if (space === this.listed) await this.load();
  }

  private put(...sessions: readonly Session[]): void {
    this.known.update((known) => new Map([...known, ...sessions.map((s) => [s.id, s] as const)]));
  }

  /** Takes the newest page in place of what is known of that stretch of time. */
  private replaceNewest(page: Page<Session>, before: ReadonlyMap<string, Session>): void {
    const since = page.nextCursor === null ? '' : (page.items.at(-1)?.updatedAt ?? '');
    // What was made or changed here while the page was on its way knows more than the page.
    const stays = ([id, session]: readonly [string, Session]): boolean =>
      session.updatedAt <= since || before.get(id) !== session;
    this.known.update((known) => new Map([...known].filter(stays)));
    this.put(...page.items);
  }

  /** Another read is waited for, for it reads another stretch. */
  private async readNewest(): Promise<void> {
    while (this.reading) await this.reading;
    await this.read(null);
  }

  private read(cursor: string | null, limit?: number): Promise<void> {
    this.reading ??= this.fetch(cursor, limit).finally(() => (this.reading = null));
    return this.reading;
  }

  private async fetch(cursor: string | null, limit?: number): Promise<void> {
    this.state.set('loading');
    const before = this.known();
    try {
      const space = this.listed;
      const page = await this.api.list(cursor, space, limit);
      // Of a space that is not on show any more.
      if (space !== this.listed) return;
      if (cursor === null) this.replaceNewest(page, before);
      else this.put(...page.items);
      this.cursor.set(page.nextCursor);
      this.state.set('ready');
    } catch {
      // The list says so itself and offers to try again.
      this.state.set('failed');
    }
  }
}
