import { poll } from '../support/poll.ts';
import type { ImportLine } from './labelled-set.ts';
import type { RecallAnswer } from './scoring.ts';

/** A question as it is put. */
export interface Asked {
  readonly query: string;
  readonly space: string;
  /** ISO 8601. */
  readonly at: string;
}

/** What is measured: something that takes conversations in and is asked about them. */
export interface RecallService {
  /** @returns once everything is found by words and by meaning. */
  take(lines: readonly ImportLine[]): Promise<void>;
  recall(asked: Asked): Promise<RecallAnswer>;
}

/** Places of a ranking that are looked at. */
const LIMIT = 20;
/** Generous: how long it takes says nothing here. */
const INDEXED_WITHIN_MS = 480_000;
/** An arm that was late, on a busy machine, is given further chances: speed is not measured here. */
const ATTEMPTS = 5;

interface ImportStatus {
  readonly id: string;
  readonly state: string;
  readonly failed: readonly unknown[];
}

/** The product, by its public API. */
export class HttpRecallService implements RecallService {
  private readonly url: string;

  /** @param url without a slash at the end. */
  constructor(url: string) {
    this.url = url;
  }

  async take(lines: readonly ImportLine[]): Promise<void> {
    const body = lines.map((line) => `${JSON.stringify(line)}\n`).join('');
    const { id } = await this.call<ImportStatus>('/api/import', 'application/x-ndjson', body);
    const status = await poll(
      'the import to be done',
      async () => {
        const now = await this.call<ImportStatus>(`/api/import/${id}`);
        return ['done', 'failed'].includes(now.state) && now;
      },
      { withinMs: INDEXED_WITHIN_MS, everyMs: 100 },
    );
    if (status.state === 'failed' || status.failed.length > 0) {
      throw new Error(`Not imported: ${JSON.stringify(status)}`);
    }
  }

  async recall(asked: Asked): Promise<RecallAnswer> {
    const body = JSON.stringify({ ...asked, limit: LIMIT });
    for (let attempt = 1; ; attempt++) {
      const answer = await this.call<RecallAnswer>(
        '/api/memories/recall',
        'application/json',
        body,
      );
      if (answer.degraded.length === 0) return answer;
      if (attempt === ATTEMPTS) throw new Error(`Degraded: ${answer.degraded.join(', ')}`);
    }
  }

  private async call<T>(path: string, contentType?: string, body?: string): Promise<T> {
    const post = contentType !== undefined && body !== undefined;
    const response = await fetch(
      `${this.url}${path}`,
      post ? { method: 'POST', headers: { 'Content-Type': contentType }, body } : {},
    );
    if (!response.ok) throw new Error(`${path}: ${response.status} ${await response.text()}`);
    // The shapes are those of the API's document.
    return (await response.json()) as T;
  }
}
