/** Why a request failed: `code` is the server's stable one, or `offline` when nothing answered. */
export class ApiError extends Error {
  override readonly name = 'ApiError';

  constructor(
    readonly code: string,
    message: string,
    /** The HTTP status; 0 when nothing answered. */
    readonly status: number,
    options?: ErrorOptions,
  ) {
    super(message, options);
  }

  /** True when the server could not be reached at all. */
  get offline(): boolean {
    return this.code === 'offline';
  }
}

/** Reads a problem+json answer; anything else gets a code made of its status. */
export async function toApiError(response: Response): Promise<ApiError> {
  const body: unknown = await response.json().catch(() => null); // not JSON: a proxy, perhaps
  const field = (name: string): string | undefined => {
    const value: unknown = typeof body === 'object' && body ? Reflect.get(body, name) : undefined;
    return typeof value === 'string' ? value : undefined;
  };
  // A gateway that answers for a server which is away says so with these three.
  const away = field('code') === undefined && [502, 503, 504].includes(response.status);
  return new ApiError(
    away ? 'offline' : (field('code') ?? `http_${response.status}`),
    field('detail') ?? field('title') ?? response.statusText,
    response.status,
  );
}
