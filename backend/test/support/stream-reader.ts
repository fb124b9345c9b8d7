import { ApiClient, type StreamedEvent } from './api-client.ts';
import type { TcpProxy } from './tcp-proxy.ts';

/** Reads a stream by the rules of docs/protocol.md, over connections that may break. */
export class StreamReader {
  text = '';
  /** Connections that broke. */
  broken = 0;
  /** Milliseconds from each connection that took the stream up again to what it brought first. */
  readonly resumedAfter: number[] = [];
  isDone = false;
  private lastEventId: string | undefined;
  private readonly streamId: string;

  constructor(streamId: string) {
    this.streamId = streamId;
  }

  /** Reads what one connection brings. @returns once it has ended, in whichever way. */
  async connect(url: string): Promise<void> {
    const begun = performance.now();
    let isFirst = this.lastEventId !== undefined;
    try {
      for await (const event of new ApiClient(url).read(this.streamId, this.lastEventId)) {
        if (isFirst) this.resumedAfter.push(performance.now() - begun);
        isFirst = false;
        this.take(event);
      }
    } catch (error) {
      // A refusal is a fault; everything else is what this reader is for.
      if (error instanceof Error && error.message.startsWith('{')) throw error;
    }
    if (!this.isDone) this.broken += 1;
  }

  /**
   * Reads to the end by way of a proxy that cuts each connection after some bytes.
   * @param room bytes until the next cut.
   */
  async connectThrough(proxy: TcpProxy, url: string, room: () => number): Promise<void> {
    while (!this.isDone) {
      proxy.set(this.broken % 2 === 0 ? { cutAfter: room() } : { resetAfter: room() });
      await this.connect(proxy.through(url).replace(/\/$/, ''));
    }
  }

  private take({ id, event, data }: StreamedEvent): void {
    this.lastEventId = id ?? this.lastEventId;
    if (event === 'meta') this.text = '';
    if (event === 'token') this.text += String(data['text']);
    if (event !== 'done') return;
    this.isDone = true;
    if (typeof data['text'] === 'string') this.text = data['text'];
  }
}

/** Sends a message whose own connection is let go of at once. @returns the id of the stream. */
export async function sendAndLetGo(api: ApiClient): Promise<string> {
  const session = await api.createSession();
  for await (const { data } of api.send(session, 'Many words, please.'))
    return String(data['streamId']);
  throw new Error('The answer has no beginning');
}
