import type { Question } from './labelled-set.ts';
import type { LabelledSpace } from './labelled-space.ts';

/** What of a recall's answer counts here. */
export interface RecallAnswer {
  readonly items: readonly {
    readonly sources: readonly { readonly externalId: string | null }[];
  }[];
  /** 0 to 1. */
  readonly confidence: number;
  readonly nothingFits: boolean;
  readonly degraded: readonly string[];
}

/** One question with what its answer was worth; shares are 0 to 1. */
export interface Scored {
  readonly question: Question;
  /** Whether it was put to a space that it does not belong to. */
  readonly elsewhere: boolean;
  readonly recallAt5: number;
  readonly recallAt10: number;
  /** 1 divided by the place of the first message looked for; 0 when none was found. */
  readonly reciprocalRank: number;
  /** Whether the latest statement stood above all earlier ones; undefined when there is no latest. */
  readonly newestWon: boolean | undefined;
  readonly refused: boolean;
  readonly confidence: number;
  /** Sources that are no messages of the space that was asked. */
  readonly foreign: number;
}

/** Judges an answer that `space` gave to one of its own questions or, `elsewhere`, to another's. */
export function score(
  space: LabelledSpace,
  question: Question,
  answer: RecallAnswer,
  elsewhere = false,
): Scored {
  const ids = answer.items.flatMap(({ sources }) => sources.map(({ externalId }) => externalId));
  const known = ids.map((id) => (id === null ? undefined : space.unitOf(id)));
  const ranking = [...new Set(known.filter((unit) => unit !== undefined))];
  const places = placesOf(space, question, ranking);
  const refused = answer.nothingFits || answer.items.length === 0;
  return {
    question,
    elsewhere,
    recallAt5: share(places.wanted, 5),
    recallAt10: share(places.wanted, 10),
    reciprocalRank: places.wanted.length === 0 ? 0 : 1 / Math.min(...places.wanted),
    newestWon: newestWon(question, places),
    refused,
    confidence: refused ? 0 : answer.confidence,
    foreign: known.filter((unit) => unit === undefined).length,
  };
}

/** Places from 1 on in the ranking; Infinity for what is not in it. */
interface Places {
  readonly wanted: readonly number[];
  readonly outdated: readonly number[];
}

/** Where there is a latest statement, it alone is looked for: the earlier ones may be left out. */
function placesOf(space: LabelledSpace, question: Question, ranking: readonly string[]): Places {
  const places = (ids: readonly string[]): number[] => {
    const units = new Set(ids.map((id) => space.unitOf(id)));
    return [...units].map((unit) => {
      const index = unit === undefined ? -1 : ranking.indexOf(unit);
      return index === -1 ? Infinity : index + 1;
    });
  };
  const { evidence, newest } = question;
  if (newest === undefined) return { wanted: places(evidence), outdated: [] };
  return { wanted: places([newest]), outdated: places(evidence.filter((id) => id !== newest)) };
}

function share(places: readonly number[], within: number): number {
  if (places.length === 0) return 0;
  return places.filter((place) => place <= within).length / places.length;
}

function newestWon({ newest }: Question, places: Places): boolean | undefined {
  if (newest === undefined) return undefined;
  const place = places.wanted[0] ?? Infinity;
  return place < Infinity && places.outdated.every((other) => place < other);
}
