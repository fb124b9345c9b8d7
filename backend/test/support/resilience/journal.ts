/** A message that the product said it has: its stream had begun. */
export interface Acknowledged {
  readonly requestId: string;
  readonly messageId: string;
  readonly sessionId: string;
  /** Unique among all messages of a run. */
  readonly text: string;
}

/** A message as the database holds it. */
export interface StoredMessage extends Acknowledged {
  /** Memories that were made of it. */
  readonly memories: number;
}

/** What the journal and the database do not agree upon; each a message's text. */
export interface Differences {
  /** Acknowledged, and not there. */
  readonly lost: readonly string[];
  /** There more than once. */
  readonly doubled: readonly string[];
  /** There, and as another message or in another conversation than was acknowledged. */
  readonly crossed: readonly string[];
  /** There without exactly one memory. */
  readonly unremembered: readonly string[];
}

const SAME = ['messageId', 'sessionId', 'requestId'] as const;

/** All that was acknowledged, kept outside the process that may die. */
export class Journal {
  /** Requests that were made, the repeated ones counted again. */
  requests = 0;
  /** Acknowledgements of what had been acknowledged before. */
  repeated = 0;
  private readonly byText = new Map<string, Acknowledged>();

  /** How many messages were acknowledged. */
  get size(): number {
    return this.byText.size;
  }

  /** @throws {Error} when the same message was acknowledged before as another one. */
  acknowledge(entry: Acknowledged): void {
    const before = this.byText.get(entry.text);
    if (before && before.messageId !== entry.messageId)
      throw new Error(`Acknowledged as ${before.messageId}, then as ${entry.messageId}`);
    if (before) this.repeated += 1;
    this.byText.set(entry.text, entry);
  }

  /** Holds what was acknowledged against what is there. */
  compare(stored: readonly StoredMessage[]): Differences {
    const found = Map.groupBy(stored, ({ text }) => text);
    const textsOf = (entries: Iterable<{ readonly text: string }>) =>
      [...entries].map(({ text }) => text);
    const acknowledged = [...this.byText.values()];
    return {
      lost: textsOf(acknowledged.filter(({ text }) => !found.has(text))),
      doubled: [...found].filter(([, rows]) => rows.length > 1).map(([text]) => text),
      crossed: textsOf(
        acknowledged.filter((entry) => {
          const row = found.get(entry.text)?.[0];
          return row && !SAME.every((key) => row[key] === entry[key]);
        }),
      ),
      unremembered: textsOf(stored.filter(({ memories }) => memories !== 1)),
    };
  }
}
