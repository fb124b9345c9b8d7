/** What a caller is told besides the code; every member is safe to show. */
export interface DomainErrorOptions extends ErrorOptions {
  /** Members added to the problem document, such as the ids of what was kept. */
  readonly extensions?: Readonly<Record<string, unknown>>;
  /** Seconds after which the same request may be taken. */
  readonly retryAfter?: number;
}

/**
 * A failure that the product knows by name. The problem filter turns it into
 * `application/problem+json`; inside a stream it becomes an `error` event.
 */
export class DomainError extends Error {
  readonly extensions: Readonly<Record<string, unknown>>;
  readonly retryAfter: number | undefined;

  /**
   * @param code stable snake_case name that programs may rely on.
   * @param status HTTP status, 400 to 599.
   * @param detail one sentence for a person: what happened, what is kept, what to do.
   */
  constructor(
    readonly code: string,
    readonly status: number,
    detail: string,
    options: DomainErrorOptions = {},
  ) {
    super(detail, options);
    this.name = 'DomainError';
    this.extensions = options.extensions ?? {};
    this.retryAfter = options.retryAfter;
  }
}

/** Nothing of that id belongs to the person who asks. */
export const notFound = (what: string): DomainError =>
  new DomainError('not_found', 404, `There is no ${what} with that id. It may have been deleted.`);
