import type { FromEncoder, ToEncoder } from './encoder-messages.ts';

/** What the queue works with. */
export interface EncoderWork {
  encode(text: string): Float32Array;
  /** The same in steps of a few milliseconds. */
  encodeInSteps(text: string): Generator<undefined, Float32Array>;
  /** Lets messages in that have come meanwhile. */
  pause(): Promise<void>;
  answer(answer: FromEncoder): void;
}

interface Request {
  readonly id: number;
  readonly texts: readonly string[];
  readonly vectors: Float32Array[];
  workMs: number;
}

/**
 * Works off requests in their order, urgent ones first: those wait for one step of a text at most, and
 * not for a text or a request of many.
 */
export class EncoderQueue {
  private readonly work: EncoderWork;
  private readonly urgent: Request[] = [];
  private readonly patient: Request[] = [];
  private running = false;

  constructor(work: EncoderWork) {
    this.work = work;
  }

  take(message: ToEncoder): void {
    if (message.kind === 'cancel') {
      this.remove(message.id);
      return;
    }
    const { id, texts, urgent } = message;
    (urgent ? this.urgent : this.patient).push({ id, texts, vectors: [], workMs: 0 });
    if (!this.running) void this.run();
  }

  private async run(): Promise<void> {
    this.running = true;
    for (;;) {
      const [request] = this.urgent.length > 0 ? this.urgent : this.patient;
      if (!request) break;
      await this.advance(request, request === this.urgent[0]);
    }
    this.running = false;
  }

  /** Encodes the request's next text, and answers it after its last. Cancellations are heard after each. */
  private async advance(request: Request, urgent: boolean): Promise<void> {
    try {
      const text = request.texts[request.vectors.length];
      if (text !== undefined)
        request.vectors.push(
          urgent ? this.encodeAtOnce(request, text) : await this.encodeInSteps(text),
        );
      const { id, texts, vectors, workMs } = request;
      if (vectors.length >= texts.length && this.remove(id))
        this.work.answer({ id, vectors, workMs });
    } catch (error) {
      // One text that cannot be encoded is no reason to end the thread for all others.
      if (this.remove(request.id)) this.work.answer({ id: request.id, fault: String(error) });
    }
    await this.work.pause();
  }

  private encodeAtOnce(request: Request, text: string): Float32Array {
    const begun = performance.now();
    const vector = this.work.encode(text);
    request.workMs += performance.now() - begun;
    return vector;
  }

  private async encodeInSteps(text: string): Promise<Float32Array> {
    const steps = this.work.encodeInSteps(text);
    for (;;) {
      const { done, value } = steps.next();
      if (done) return value;
      await this.work.pause();
      for (let request = this.urgent[0]; request; request = this.urgent[0])
        await this.advance(request, true);
    }
  }

  /** @returns whether it was there, and had not been cancelled. */
  private remove(id: number): boolean {
    return [this.urgent, this.patient].some((queue) => {
      const place = queue.findIndex((request) => request.id === id);
      if (place >= 0) queue.splice(place, 1);
      return place >= 0;
    });
  }
}
