import { Injectable } from '@nestjs/common';
import { Embedder, EmbedderUnavailable } from '../embeddings/index.js';
import { Foreground } from '../foreground/index.js';
import { type VectorCollection, VectorStore } from '../vectors/index.js';
import { ask, mayBeTheTexts } from './away.js';
import { documentText } from './document-text.js';
import { type MemoryToIndex, VectorLedger } from './vector-ledger.js';

/** A collection of vectors, with its row's id. */
export interface IndexTarget extends VectorCollection {
  readonly id: number;
}

/** Texts embedded by one call: more are hardly faster, and hold up the questions that wait meanwhile. */
const AT_ONCE = 32;
/** A text that no embedder refuses. */
export const HARMLESS_TEXT = 'A cup of tea.';

/** Makes the vectors of memories and keeps them, in the order of the memories' numbers. */
@Injectable()
export class MemoryIndexer {
  constructor(
    private readonly ledger: VectorLedger,
    private readonly embedder: Embedder,
    private readonly store: VectorStore,
    private readonly foreground: Foreground,
  ) {}

  /**
   * Idempotent: what is done is noted after each part, and done over again it changes nothing.
   * @param done called after each part with the number of its memories.
   * @returns why memories were refused, by their ids; all others have their vectors.
   * @throws {Error} one that `isAway` when the embedder or the store cannot be used; the signal's reason.
   */
  async index(
    target: IndexTarget,
    numbers: readonly number[],
    signal: AbortSignal,
    done?: (memories: number) => Promise<void>,
  ): Promise<Map<string, string>> {
    const refused = new Map<string, string>();
    for (let start = 0; start < numbers.length; start += AT_ONCE) {
      signal.throwIfAborted();
      const part = await this.ledger.read(numbers.slice(start, start + AT_ONCE));
      for (const [id, reason] of await this.try(target, part, signal)) refused.set(id, reason);
      await done?.(part.length);
    }
    return refused;
  }

  private async try(
    target: IndexTarget,
    memories: readonly MemoryToIndex[],
    signal: AbortSignal,
  ): Promise<[string, string][]> {
    const [first] = memories;
    if (!first) return [];
    try {
      await this.place(target, memories, signal);
      return [];
    } catch (error) {
      if (signal.aborted || !mayBeTheTexts(error)) throw error;
      if (memories.length > 1) {
        // One of them is refused: which?
        const half = Math.ceil(memories.length / 2);
        return [
          ...(await this.try(target, memories.slice(0, half), signal)),
          ...(await this.try(target, memories.slice(half), signal)),
        ];
      }
      await this.refusesOnlyThis(signal);
      return [[first.memoryId, error instanceof Error ? error.message : String(error)]];
    }
  }

  private async place(
    target: IndexTarget,
    memories: readonly MemoryToIndex[],
    signal: AbortSignal,
  ): Promise<void> {
    const texts = memories.map(documentText);
    const embeddings = await ask((limit) => this.embedder.embed(texts, 'document', limit), signal);
    const entries = memories.flatMap((memory, index) => {
      const embedding = embeddings[index];
      return embedding ? [{ ...placeOf(memory), embedding }] : [];
    });
    if (entries.length < memories.length) throw new Error('The embedder gave too few vectors');
    await this.foreground.giveWay();
    await ask((limit) => this.store.upsert(target, entries, limit), signal);
    for (const { userId, memoryId } of await this.ledger.note(target.id, memories))
      await ask((limit) => this.store.delete(target, userId, [memoryId], limit), signal);
  }

  /** An embedder that refuses everything is broken; then nothing is wrong with the memory. */
  private async refusesOnlyThis(signal: AbortSignal): Promise<void> {
    try {
      await ask((limit) => this.embedder.embed([HARMLESS_TEXT], 'document', limit), signal);
    } catch (cause) {
      signal.throwIfAborted();
      throw new EmbedderUnavailable('The embedding model refuses every text', { cause });
    }
  }
}

const placeOf = ({ memoryId, userId, spaceId, sessionId, kind, at }: MemoryToIndex) => ({
  memoryId,
  userId,
  spaceId,
  sessionId,
  kind,
  at,
});
