import { randomUUID } from 'node:crypto';
import { readEncoderWeights } from '../../../backend/src/embeddings/built-in/encoder-weights.ts';
import { SentenceEncoder } from '../../../backend/src/embeddings/built-in/sentence-encoder.ts';
import { SubwordTokenizer } from '../../../backend/src/embeddings/built-in/subword-tokenizer.ts';
import { readConversations } from '../../../backend/test/relevance/labelled-set.ts';
import { cosine, randomVectors, unit } from '../../../backend/test/support/vectors/unit-vectors.ts';

/** A vector that somebody has. */
export interface Memory {
  readonly id: string;
  readonly userId: string;
  readonly embedding: Float32Array;
}

/** Somebody's question with the ids that exact search gives. */
export interface Asked {
  readonly userId: string;
  readonly embedding: Float32Array;
  readonly exact: ReadonlySet<string>;
  /** Whether the user is one of the few that have most memories. */
  readonly big: boolean;
}

/** Many users' vectors, and questions about them. */
export interface Population {
  readonly memories: readonly Memory[];
  readonly asked: readonly Asked[];
  readonly largest: number;
  readonly smallest: number;
}

/** How far a vector is moved: its cosine with the real one is about .89. */
const JITTER = 0.5;
/** Users who count as big. */
const BIG = 10;

export const TOP = 10;

/**
 * Real sentences and real questions, embedded by the built-in model and moved a little, of users of
 * very different sizes: the n-th has 1/n of what the first has.
 */
export async function populate(
  vectors: number,
  users: number,
  questions: number,
): Promise<Population> {
  const { said, wondered } = await embedConversations();
  const next = jitterer();
  const harmonic = Array.from({ length: users }, (_, index) => 1 / (index + 1));
  const share = vectors / harmonic.reduce((sum, part) => sum + part, 0);
  const perUser = harmonic.map((part) => {
    const userId = randomUUID();
    return Array.from({ length: Math.max(1, Math.round(part * share)) }, () => ({
      id: randomUUID(),
      userId,
      embedding: next(said),
    }));
  });
  const asked = Array.from({ length: questions }, (_, index) => {
    // Every second question is one of the big users', whose vectors an index has to find.
    const of = index % 2 === 0 ? (index / 2) % BIG : (index * 37) % users;
    return ask(perUser[of] ?? [], next(wondered), of < BIG);
  });
  const sizes = perUser.map(({ length }) => length);
  return {
    memories: shuffled(perUser.flat()),
    asked,
    largest: Math.max(...sizes),
    smallest: Math.min(...sizes),
  };
}

async function embedConversations() {
  const weights = await readEncoderWeights();
  const [tokenizer, encoder] = [
    new SubwordTokenizer(weights.vocabulary),
    new SentenceEncoder(weights),
  ];
  const embed = (text: string) => encoder.encode(tokenizer.encode(text));
  const conversations = readConversations();
  return {
    said: conversations.flatMap(({ lines }) => lines.map(({ text }) => embed(text))),
    wondered: conversations.flatMap((all) => all.questions.map(({ text }) => embed(text))),
  };
}

/** Picks vectors one after the other, each time moved in another direction. */
function jitterer() {
  const directions = randomVectors(512, 5);
  let index = 0;
  return (from: readonly Float32Array[]): Float32Array => {
    const base = from[(index++ * 7_919) % from.length] ?? new Float32Array(512);
    const direction = directions.next().value;
    return unit(base.map((value, at) => value + JITTER * (direction[at] ?? 0)));
  };
}

function ask(memories: readonly Memory[], embedding: Float32Array, big: boolean): Asked {
  const exact = memories
    .map(({ id, embedding: own }) => ({ id, score: cosine(own, embedding) }))
    .sort((a, b) => b.score - a.score)
    .slice(0, TOP)
    .map(({ id }) => id);
  return { userId: memories[0]?.userId ?? '', embedding, exact: new Set(exact), big };
}

/** In an order that has nothing to do with the users: by their random ids. */
const shuffled = (memories: Memory[]): Memory[] => memories.sort((a, b) => (a.id < b.id ? -1 : 1));
