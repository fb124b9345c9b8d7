import { Bm25 } from './bm25.ts';
import type { Conversation, Question, Unit } from './conversation.ts';

/** How much each part counts: the neighbours' words, meaning and its neighbours, the session, the speaker. */
interface Weights {
  readonly previous: number;
  readonly next: number;
  readonly meaning: number;
  readonly previousMeaning: number;
  readonly nextMeaning: number;
  readonly session: number;
  readonly sessionMeaning: number;
  readonly speaker: number;
}

/** The two formulas that hold, measured offline before. */
const WITH_ASSISTANT: Weights = {
  previous: 0.3,
  next: 0,
  meaning: 0.2,
  previousMeaning: 0.3,
  nextMeaning: 0.2,
  session: 0.2,
  sessionMeaning: 0.2,
  speaker: 0.1,
};
const AMONG_PEOPLE: Weights = {
  previous: 0.5,
  next: 0.3,
  meaning: 0.2,
  previousMeaning: 0.4,
  nextMeaning: 0.4,
  session: 0.3,
  sessionMeaning: 0.1,
  speaker: 0.2,
};

/** Ranks a conversation's units for its questions, by words, by meaning, and by both. */
export class Ranking {
  private readonly conversation: Conversation;
  private readonly words: Bm25;
  private readonly sessionWords: Bm25;
  private readonly sessions: readonly string[];

  constructor(conversation: Conversation) {
    this.conversation = conversation;
    const { units } = conversation;
    this.sessions = [...new Set(units.map(({ session }) => session))];
    this.words = new Bm25(units.map(({ key }) => key));
    this.sessionWords = new Bm25(
      this.sessions.map((name) =>
        units
          .filter(({ session }) => session === name)
          .map(({ key }) => key)
          .join('\n'),
      ),
    );
  }

  /**
   * @param cosines of the question with each unit; undefined: meaning counts nothing.
   * @returns ids of the units, best first.
   */
  fused(question: Question, cosines: readonly number[] | undefined): string[] {
    const { units, hasAssistant } = this.conversation;
    const weights = hasAssistant ? WITH_ASSISTANT : AMONG_PEOPLE;
    const words = this.words.shares(question.text);
    const meaning = cosines ? zScores(cosines) : units.map(() => 0);
    const bySession = this.sessionWords.shares(question.text);
    const speaker = onlySpeakerIn(question.text, units);
    const scores = units.map((unit, index) => {
      const previous = units[index - 1]?.session === unit.session ? index - 1 : -1;
      const next = units[index + 1]?.session === unit.session ? index + 1 : -1;
      const at = (values: readonly number[], place: number) => values[place] ?? 0;
      return (
        at(words, index) +
        weights.previous * at(words, previous) +
        weights.next * at(words, next) +
        weights.meaning *
          (at(meaning, index) +
            weights.previousMeaning * at(meaning, previous) +
            weights.nextMeaning * at(meaning, next)) +
        weights.session * at(bySession, this.sessions.indexOf(unit.session)) +
        weights.sessionMeaning * this.sessionMeaning(unit.session, meaning) +
        weights.speaker * Number(speaker !== '' && unit.speaker === speaker)
      );
    });
    return this.order(scores);
  }

  /** By meaning alone. */
  dense(cosines: readonly number[]): string[] {
    return this.order(cosines);
  }

  /** By the words of the units alone. */
  lexical(question: Question): string[] {
    return this.order(this.words.shares(question.text));
  }

  private sessionMeaning(session: string, meaning: readonly number[]): number {
    const own = meaning.filter((_, index) => this.conversation.units[index]?.session === session);
    return mean(own.toSorted((a, b) => b - a).slice(0, 3));
  }

  private order(scores: readonly number[]): string[] {
    return this.conversation.units
      .map(({ id }, index) => ({ id, score: scores[index] ?? 0 }))
      .toSorted((a, b) => b.score - a.score)
      .map(({ id }) => id);
  }
}

function zScores(values: readonly number[]): number[] {
  const middle = mean(values);
  const deviation = Math.sqrt(mean(values.map((value) => (value - middle) ** 2))) || 1;
  return values.map((value) => (value - middle) / deviation);
}

/** The one speaker whom a question names; empty when it names none or several. */
function onlySpeakerIn(question: string, units: readonly Unit[]): string {
  const named = [...new Set(units.map(({ speaker }) => speaker))].filter(
    (speaker) => speaker !== '' && new RegExp(`\\b${speaker}\\b`, 'i').test(question),
  );
  return named.length === 1 ? (named[0] ?? '') : '';
}

const mean = (values: readonly number[]): number =>
  values.length === 0 ? 0 : values.reduce((sum, value) => sum + value, 0) / values.length;
