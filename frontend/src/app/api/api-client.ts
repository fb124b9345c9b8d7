import { Service, signal } from '@angular/core';
import { ApiError, toApiError } from './api-error';

/** A file as it is sent. */
export interface Upload {
  readonly file: Blob;
  /** Its media type. */
  readonly type: string;
  /** How it is packed, such as `gzip`. */
  readonly encoding: string | undefined;
}

/** One call: the method, and what goes with it. */
export interface ApiRequest {
  readonly method?: 'GET' | 'POST' | 'PATCH' | 'DELETE';
  readonly body?: unknown;
  /** A file in place of the body, sent as it is. */
  readonly upload?: Upload;
  readonly accept?: string;
  /** Id of the last event that arrived, of a stream that is taken up again. */
  readonly lastEventId?: string | undefined;
  readonly signal?: AbortSignal;
}

/** The only one here that speaks HTTP; knows whether the server answered last time. */
@Service()
export class ApiClient {
  private readonly away = signal(false);
  private readonly comebacks = signal(0);
  /** True from a call that nobody answered until one that somebody did. */
  readonly offline = this.away.asReadonly();
  /** Counts how often the server answered again after it had been away. */
  readonly returns = this.comebacks.asReadonly();

  /**
   * Asks and reads the JSON answer.
   * @throws {ApiError} when the server refuses or does not answer.
   */
  async json<T>(path: string, request: ApiRequest = {}): Promise<T> {
    const response = await this.open(path, request);
    try {
      // The server's own OpenAPI document is what T is generated from.
      return (await response.json()) as T;
    } catch (cause) {
      // Cut off, or not from Memocha at all: a sign-in page of a network, perhaps.
      throw new ApiError('unreadable_answer', 'The answer could not be read', response.status, {
        cause,
      });
    }
  }

  /**
   * Asks and hands over the answer unread, for streams and for answers without a body.
   * @throws {ApiError} when the server refuses or does not answer.
   */
  async open(path: string, request: ApiRequest = {}): Promise<Response> {
    const response = await this.fetch(path, request);
    const error = response.ok ? null : await toApiError(response);
    this.heard(!error?.offline);
    if (error) throw error;
    return response;
  }

  private heard(answered: boolean): void {
    if (answered && this.away()) this.comebacks.update((count) => count + 1);
    this.away.set(!answered);
  }

  private async fetch(path: string, request: ApiRequest): Promise<Response> {
    const { method = 'GET', signal } = request;
    try {
      return await fetch(`/api/${path}`, {
        method,
        headers: headersOf(request),
        ...bodyOf(request),
        ...(signal ? { signal } : {}),
      });
    } catch (cause) {
      // fetch rejects only when there was no answer at all, or when we gave up ourselves.
      if (!signal?.aborted) this.heard(false);
      throw new ApiError('offline', 'Memocha did not answer', 0, { cause });
    }
  }
}

function headersOf(request: ApiRequest): HeadersInit {
  const { body, upload, accept = 'application/json', lastEventId } = request;
  const headers: Record<string, string> = { accept };
  if (lastEventId !== undefined) headers['last-event-id'] = lastEventId;
  if (body !== undefined) headers['content-type'] = 'application/json';
  if (upload) headers['content-type'] = upload.type;
  if (upload?.encoding !== undefined) headers['content-encoding'] = upload.encoding;
  return headers;
}

function bodyOf({ body, upload }: ApiRequest): Pick<RequestInit, 'body'> {
  if (upload) return { body: upload.file };
  return body === undefined ? {} : { body: JSON.stringify(body) };
}
