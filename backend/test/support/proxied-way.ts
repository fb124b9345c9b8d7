import type { Socket } from 'node:net';

/**
 * What happens between two sockets; what is not named does not happen. Latency and bandwidth count
 * for each direction by itself.
 */
export interface Weather {
  /** Milliseconds by which all bytes are late. */
  readonly latencyMs?: number;
  /** Bytes a second. */
  readonly bandwidth?: number;
  /** Nothing gets through, and nothing is lost: what has come goes on once this is over. */
  readonly stalled?: boolean;
  /** New connections are reset as soon as they are open. */
  readonly refusing?: boolean;
  /** A connection is closed in order after so many bytes towards its client, counted from its beginning. */
  readonly cutAfter?: number;
  /** The same with a reset. */
  readonly resetAfter?: number;
}

/** Bytes that may wait in one direction before its source is told to pause. */
const MOST_WAITING = 256 * 1024;
/** Milliseconds of bandwidth that are written at a time. */
const SLICE = 20;

/** One direction of a proxied connection. */
export class ProxiedWay {
  /** Bytes that were passed on. */
  passed = 0;
  private readonly queue: { readonly bytes: Buffer; readonly at: number }[] = [];
  private waiting = 0;
  private ended = false;
  private pumping = false;
  private wake: (() => void) | undefined;
  private readonly from: Socket;
  private readonly to: Socket;
  private readonly weather: () => Weather;
  private readonly limits: boolean;

  /**
   * @param weather asked anew for each piece.
   * @param limits whether `cutAfter` and `resetAfter` hold for this direction.
   */
  constructor(from: Socket, to: Socket, weather: () => Weather, limits: boolean) {
    this.from = from;
    this.to = to;
    this.weather = weather;
    this.limits = limits;
    from.on('data', (bytes) => {
      this.queue.push({ bytes, at: performance.now() });
      this.waiting += bytes.length;
      if (this.waiting > MOST_WAITING) from.pause();
      void this.pump();
    });
    from.on('end', () => {
      this.ended = true;
      void this.pump();
    });
    to.on('close', () => this.changed());
  }

  /** To be called when the weather is another. */
  changed(): void {
    this.wake?.();
  }

  private async pump(): Promise<void> {
    if (this.pumping) return;
    this.pumping = true;
    while (!this.to.destroyed) {
      const next = this.queue[0];
      const late = next ? next.at + (this.weather().latencyMs ?? 0) - performance.now() : 0;
      if (this.weather().stalled) await this.pause();
      else if (late > 0) await this.pause(late);
      else if (!next) break;
      else await this.pass(next.bytes);
    }
    this.pumping = false;
    if (this.ended && this.queue.length === 0) this.to.end();
  }

  /** Passes on as much of the first piece as may go now. */
  private async pass(bytes: Buffer): Promise<void> {
    const { bandwidth = Infinity, cutAfter = Infinity, resetAfter = Infinity } = this.weather();
    const room = this.limits ? Math.min(cutAfter, resetAfter) - this.passed : Infinity;
    const atOnce = Math.max(1, Math.floor((bandwidth * SLICE) / 1_000));
    const part = bytes.subarray(0, Math.max(0, Math.min(room, atOnce)));
    this.take(part.length);
    await new Promise<void>((resolve) => this.to.write(part, () => resolve()));
    if (part.length >= room) this.breakOff(resetAfter <= cutAfter);
    else if (bandwidth < Infinity) await this.pause(SLICE);
  }

  private take(length: number): void {
    const [first] = this.queue;
    if (!first) return;
    if (length === first.bytes.length) this.queue.shift();
    else this.queue[0] = { ...first, bytes: first.bytes.subarray(length) };
    this.waiting -= length;
    this.passed += length;
    if (this.waiting <= MOST_WAITING) this.from.resume();
  }

  private breakOff(reset: boolean): void {
    if (reset) this.to.resetAndDestroy();
    else this.to.end().destroySoon();
    this.from.destroy();
  }

  /** Until the time is over, if there is any, or something has changed. */
  private pause(milliseconds?: number): Promise<void> {
    return new Promise((resolve) => {
      this.wake = () => {
        clearTimeout(timer);
        resolve();
      };
      const timer = milliseconds === undefined ? undefined : setTimeout(this.wake, milliseconds);
    });
  }
}
