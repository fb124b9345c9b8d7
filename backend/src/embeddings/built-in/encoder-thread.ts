import { Logger } from '@nestjs/common';
import { extname, join } from 'node:path';
import { fileURLToPath } from 'node:url';
import { Worker } from 'node:worker_threads';
import type { Foreground } from '../../foreground/index.js';
import { EmbedderUnavailable } from '../embedder.js';
import { withinSignal } from '../within-signal.js';
import type { FromEncoder, ToEncoder } from './encoder-messages.js';
import { QuestionPace } from './question-pace.js';

/** Milliseconds until a thread that ended is started again; twice as long after each further end. */
const FIRST_REST = 1_000;
const LONGEST_REST = 60_000;

interface Waiting {
  readonly urgent: boolean;
  readonly resolve: (vectors: readonly Float32Array[]) => void;
  readonly reject: (error: EmbedderUnavailable) => void;
}

/** The thread in which the built-in model runs: started when needed, and again when it ends. */
export class EncoderThread {
  private readonly logger = new Logger(EncoderThread.name);
  private readonly waiting = new Map<number, Waiting>();
  private readonly pace = new QuestionPace();
  private worker: Worker | undefined;
  private restart: NodeJS.Timeout | undefined;
  private endsInARow = 0;
  private lastId = 0;
  private stopped = false;

  /**
   * @param foreground who waits for answers beside.
   * @param file the worker's code.
   */
  constructor(
    private readonly foreground: Foreground,
    private readonly file = workerFile(),
  ) {}

  /** Whether it has ended and is to start again. */
  get isResting(): boolean {
    return this.restart !== undefined;
  }

  /** Starts it, unless it runs, or rests after an end. It takes requests at once. */
  start(): void {
    if (this.worker || this.restart || this.stopped) return;
    const worker = new Worker(this.file);
    this.worker = worker;
    worker.on('message', (answer: FromEncoder) => this.settle(answer));
    worker.on('error', (error) => this.logger.warn(`The embedding model failed: ${String(error)}`));
    worker.once('exit', (code) => this.ended(code));
  }

  /**
   * @param urgent goes before everything that is not.
   * @returns one vector a text, in their order.
   * @throws {EmbedderUnavailable} `embedder_busy` where an urgent one would wait too long for others,
   *   `embedder_failed`, `embedder_restarting`.
   */
  encode(
    texts: readonly string[],
    urgent: boolean,
    signal: AbortSignal,
  ): Promise<readonly Float32Array[]> {
    this.start();
    const { worker } = this;
    if (!worker)
      return Promise.reject(
        new EmbedderUnavailable('The built-in embedding model has ended and starts again soon.', {
          code: 'embedder_restarting',
        }),
      );
    if (urgent && this.pace.isFull(this.questions, this.foreground.count))
      return Promise.reject(
        new EmbedderUnavailable('The built-in embedding model has too many questions to read.', {
          code: 'embedder_busy',
        }),
      );
    const id = ++this.lastId;
    const answer = new Promise<readonly Float32Array[]>((resolve, reject) => {
      this.waiting.set(id, { urgent, resolve, reject });
      worker.postMessage({ kind: 'encode', id, texts, urgent } satisfies ToEncoder);
    });
    return withinSignal(answer, signal).finally(() => {
      if (this.waiting.delete(id)) worker.postMessage({ kind: 'cancel', id } satisfies ToEncoder);
    });
  }

  /** Ends it for good. */
  async stop(): Promise<void> {
    this.stopped = true;
    clearTimeout(this.restart);
    this.restart = undefined;
    await this.worker?.terminate();
  }

  private get questions(): number {
    let questions = 0;
    for (const { urgent } of this.waiting.values()) if (urgent) questions += 1;
    return questions;
  }

  private settle(answer: FromEncoder): void {
    const waiting = this.waiting.get(answer.id);
    this.waiting.delete(answer.id);
    if ('vectors' in answer) {
      this.endsInARow = 0;
      if (waiting?.urgent) this.pace.took(answer.workMs);
      waiting?.resolve(answer.vectors);
    } else
      waiting?.reject(
        new EmbedderUnavailable(`The built-in embedding model cannot read this: ${answer.fault}`, {
          code: 'embedder_failed',
        }),
      );
  }

  private ended(code: number): void {
    this.worker = undefined;
    for (const { reject } of this.waiting.values())
      reject(
        new EmbedderUnavailable('The built-in embedding model has ended.', {
          code: 'embedder_restarting',
        }),
      );
    this.waiting.clear();
    if (this.stopped) return;
    const rest = Math.min(FIRST_REST * 2 ** this.endsInARow++, LONGEST_REST);
    this.logger.warn(
      `The embedding model's thread ended with code ${code}; it starts again in ${rest} ms`,
    );
    this.restart = setTimeout(() => {
      this.restart = undefined;
      this.start();
    }, rest).unref();
  }
}

const workerFile = (): string => {
  // The tests run from TypeScript, the product from JavaScript.
  const own = fileURLToPath(import.meta.url);
  return join(own, '..', `encoder.worker${extname(own)}`);
};
