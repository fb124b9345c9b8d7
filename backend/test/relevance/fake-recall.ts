import type { ImportLine } from './labelled-set.ts';
import type { Asked, RecallService } from './recall-service.ts';
import type { RecallAnswer } from './scoring.ts';
import { shareOfWordsShared } from './shared-words.ts';

/** How a fake goes wrong. */
export interface Fault {
  /** Looks into all spaces. */
  readonly leaks?: boolean;
  /** Always says that something fits. */
  readonly neverRefuses?: boolean;
}

/** Recall by shared words in memory, for trying the measure itself. */
export class FakeRecall implements RecallService {
  readonly asked: Asked[] = [];
  private readonly lines: ImportLine[] = [];
  private readonly fault: Fault;

  constructor(fault: Fault = {}) {
    this.fault = fault;
  }

  take(lines: readonly ImportLine[]): Promise<void> {
    this.lines.push(...lines);
    return Promise.resolve();
  }

  recall(asked: Asked): Promise<RecallAnswer> {
    this.asked.push(asked);
    const found = this.lines
      .filter(({ space }) => this.fault.leaks === true || space === asked.space)
      .map(({ id, text }) => ({ id, share: shareOfWordsShared(asked.query, text) }))
      .filter(({ share }) => share > 0)
      .sort((one, other) => other.share - one.share);
    return Promise.resolve({
      items: found.map(({ id }) => ({ sources: [{ externalId: id }] })),
      confidence: found[0]?.share ?? 0,
      nothingFits: found.length === 0 && this.fault.neverRefuses !== true,
      degraded: [],
    });
  }
}
