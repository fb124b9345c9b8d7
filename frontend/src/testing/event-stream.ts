/** An answer's stream of events that a spec writes bit by bit. */
export class EventStream {
  /** The page has let go of the connection. */
  released = false;
  private readonly pieces = new TransformStream<Uint8Array, Uint8Array>();
  private readonly writer = this.pieces.writable.getWriter();
  private readonly encoder = new TextEncoder();

  constructor(
    readonly streamId = 'stream-1',
    private readonly ids = { messageId: 'a1', userMessageId: 'u1' },
    /** Events that were told before. */
    private count = 0,
  ) {
    // Whoever writes into a stream that was let go of learns nothing new.
    this.writer.closed.catch(() => undefined);
  }

  /** The event that begins an answer. */
  meta(model: string | null = 'llama3.2', degraded: readonly string[] = []): this {
    return this.event('meta', { ...this.ids, streamId: this.streamId, model, degraded });
  }

  /** A piece of the answer. */
  token(text: string): this {
    return this.event('token', { text });
  }

  /** The last event, and the end of the connection. */
  done(finishReason = 'stop', more: { readonly text?: string } = {}): this {
    return this.event('done', { finishReason, usage: null, ...more }).end();
  }

  /** The connection ends in order, whatever was said before. */
  end(): this {
    this.writer.close().catch(() => undefined);
    return this;
  }

  /** Any event. */
  event(type: string, data: unknown): this {
    const id = `${this.streamId}:${++this.count}`;
    return this.write(`event: ${type}\nid: ${id}\ndata: ${JSON.stringify(data)}\n\n`);
  }

  /** The connection breaks; what has not been read is lost. */
  break(): this {
    this.writer.abort(new TypeError('network error')).catch(() => undefined);
    return this;
  }

  /** What fetch gives for it; the signal ends it as it does in a browser. */
  response(signal?: AbortSignal): Response {
    signal?.addEventListener('abort', () => {
      this.released = true;
      this.break();
    });
    return new Response(this.pieces.readable, {
      headers: { 'content-type': 'text/event-stream' },
    });
  }

  private write(text: string): this {
    this.writer.write(this.encoder.encode(text)).catch(() => undefined);
    return this;
  }
}
