import type { Conversation, ImportLine, Question, QuestionKind } from './labelled-set.ts';

const A_DAY_MS = 86_400_000;
/** Their answer hangs on the day or on the language: put elsewhere, they say little. */
const NOT_FOR_ELSEWHERE: ReadonlySet<QuestionKind> = new Set(['time', 'translated']);
const ELSEWHERE_QUESTIONS = 8;

/** A space with all of its conversations and what is asked there. */
export class LabelledSpace {
  readonly name: string;
  readonly questions: readonly Question[];
  /** A day after the last message, ISO 8601. */
  readonly asOf: string;
  private readonly unitById: ReadonlyMap<string, string>;

  constructor(name: string, conversations: readonly Conversation[]) {
    const lines = conversations.flatMap((conversation) => conversation.lines);
    this.name = name;
    this.questions = conversations.flatMap((conversation) => conversation.questions);
    const last = Math.max(...lines.map(({ at }) => Date.parse(at)));
    this.asOf = new Date(last + A_DAY_MS).toISOString();
    this.unitById = unitsOf(lines);
  }

  /**
   * What counts as one place in a ranking: a person's message together with the assistant's reply
   * to it. Named by the id of the person's message; undefined for a message of another space.
   */
  unitOf(messageId: string): string | undefined {
    return this.unitById.get(messageId);
  }

  /** Some of its questions, evenly spread, for putting to a space where nothing was said about them. */
  get questionsForElsewhere(): readonly Question[] {
    const fit = this.questions.filter(
      ({ kind, evidence }) => evidence.length > 0 && !NOT_FOR_ELSEWHERE.has(kind),
    );
    const step = Math.ceil(fit.length / ELSEWHERE_QUESTIONS);
    return fit.filter((_, index) => index % step === 0);
  }
}

/** The spaces of the conversations, by name; those of one language side by side. */
export function spacesOf(conversations: readonly Conversation[]): LabelledSpace[] {
  const bySpace = Map.groupBy(conversations, ({ lines }) => lines[0]?.space ?? '');
  const spaces = [...bySpace].map(([name, members]) => new LabelledSpace(name, members));
  const key = ({ name, questions }: LabelledSpace) => `${questions[0]?.language ?? ''} ${name}`;
  return spaces.sort((one, other) => (key(one) < key(other) ? -1 : 1));
}

function unitsOf(lines: readonly ImportLine[]): Map<string, string> {
  const units = new Map<string, string>();
  let opener: ImportLine | undefined;
  for (const line of lines) {
    if (line.role === 'user') opener = line;
    units.set(line.id, opener?.session === line.session ? opener.id : line.id);
  }
  return units;
}
