import { vi } from 'vitest';
import { EventStream } from './event-stream';

/** A request that the page made. */
export interface SeenRequest {
  /** Method and path below /api/, such as `GET sessions/s1`. */
  readonly what: string;
  readonly body: unknown;
  readonly accept: string | null;
  readonly lastEventId: string | null;
}

type Answer = Response | EventStream | 'offline' | Promise<Response>;

/** Stands where the browser's fetch is; each route answers in the order of what it was given. */
export class FakeServer {
  readonly seen: SeenRequest[] = [];
  private readonly routes = new Map<string, Answer[]>();

  constructor() {
    vi.stubGlobal('fetch', (url: string, init: RequestInit) => this.answer(url, init));
  }

  /** The last of the answers is given again and again. */
  on(what: string, ...answers: readonly Answer[]): this {
    this.routes.set(what, [...answers]);
    return this;
  }

  /** The requests of this kind, oldest first. */
  asked(what: string): readonly SeenRequest[] {
    return this.seen.filter((request) => request.what === what);
  }

  private async answer(url: string, init: RequestInit): Promise<Response> {
    const what = `${init.method ?? 'GET'} ${url.replace(/^\/api\//, '')}`;
    const body: unknown = typeof init.body === 'string' ? JSON.parse(init.body) : undefined;
    const headers = new Headers(init.headers);
    const lastEventId = headers.get('last-event-id');
    this.seen.push({ what, body, accept: headers.get('accept'), lastEventId });
    const answers = this.routes.get(what) ?? [];
    const answer = answers.length > 1 ? answers.shift() : answers[0];
    if (answer === undefined) return problem(404, 'not_found', `No route for ${what}`);
    if (answer === 'offline') throw new TypeError('Failed to fetch');
    if (answer instanceof EventStream) return answer.response(init.signal ?? undefined);
    return (await answer).clone();
  }
}

/** A JSON answer. */
export function json(body: unknown, status = 200): Response {
  return new Response(JSON.stringify(body), {
    status,
    headers: { 'content-type': 'application/json' },
  });
}

/** An answer without a body. */
export function empty(): Response {
  return new Response(null, { status: 204 });
}

/** A problem+json answer. */
export function problem(status: number, code: string, detail: string): Response {
  return json({ type: 'about:blank', title: 'Problem', status, code, detail }, status);
}
