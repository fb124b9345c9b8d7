import { once } from 'node:events';

/** What a process is started with so that its heap can be looked at. */
export const INSPECTED = { NODE_OPTIONS: '--inspect=127.0.0.1:0' };

const LISTENING = /Debugger listening on (ws:\/\/\S+)/;
const MEGABYTE = 1_048_576;

/**
 * The heap of another Node process without what is garbage: unlike its resident memory, which the
 * collector lets rise and fall, it tells within a minute whether something is kept for ever.
 * See https://chromedevtools.github.io/devtools-protocol/v8.
 */
export class LiveHeap {
  private calls = 0;
  private readonly socket: WebSocket;

  private constructor(socket: WebSocket) {
    this.socket = socket;
  }

  /** @param log what a process that was started with `INSPECTED` has written. */
  static async of(log: string): Promise<LiveHeap> {
    const [, url] = LISTENING.exec(log) ?? [];
    if (url === undefined) throw new Error('The process does not say that it can be inspected');
    const socket = new WebSocket(url);
    await once(socket, 'open');
    return new LiveHeap(socket);
  }

  /** Megabytes in use after a full collection. */
  async megabytes(): Promise<number> {
    await this.call('HeapProfiler.collectGarbage');
    const { usedSize } = (await this.call('Runtime.getHeapUsage')) as { usedSize: number };
    return usedSize / MEGABYTE;
  }

  close(): void {
    this.socket.close();
  }

  private call(method: string): Promise<unknown> {
    const id = ++this.calls;
    const answered = new Promise((resolve) => {
      const hear = ({ data }: MessageEvent) => {
        const answer = JSON.parse(String(data)) as { id?: number; result?: unknown };
        if (answer.id !== id) return;
        this.socket.removeEventListener('message', hear);
        resolve(answer.result);
      };
      this.socket.addEventListener('message', hear);
    });
    this.socket.send(JSON.stringify({ id, method }));
    return answered;
  }
}
