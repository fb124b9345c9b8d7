import { readdirSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import { fileURLToPath } from 'node:url';

/** What a question tries; README.md says what each kind is. */
export const QUESTION_KINDS = [
  'fact',
  'preference',
  'time',
  'changed',
  'speaker',
  'several',
  'assistant',
  'code',
  'translated',
  'unknown',
  'smalltalk',
] as const;

/** One of `QUESTION_KINDS`. */
export type QuestionKind = (typeof QUESTION_KINDS)[number];

/** One message, as `POST /api/import` takes it. */
export interface ImportLine {
  readonly space: string;
  readonly session: string;
  /** Unique in the whole set. */
  readonly id: string;
  readonly role: 'user' | 'assistant';
  /** Who said it, in a chat among people. */
  readonly speaker?: string;
  /** ISO 8601, UTC. */
  readonly at: string;
  readonly text: string;
}

/** One question with the messages that answer it. */
export interface Question {
  readonly text: string;
  readonly kind: QuestionKind;
  /** ISO 639-1, of the question; left out for English. */
  readonly language?: string;
  /** When it is asked; left out: a day after the space's last message. */
  readonly at?: string;
  /** Ids of messages; none where nothing in the space speaks to the question. */
  readonly evidence: readonly string[];
  /** The latest of the evidence where a later statement replaces the others. */
  readonly newest?: string;
}

/** One conversation with its questions: two files. */
export interface Conversation {
  readonly name: string;
  readonly lines: readonly ImportLine[];
  readonly questions: readonly Question[];
}

const FOLDER = fileURLToPath(new URL('conversations', import.meta.url));
const QUESTIONS = '.questions.ndjson';

/** All conversations, by name. */
export function readConversations(): Conversation[] {
  return readdirSync(FOLDER)
    .filter((file) => file.endsWith(QUESTIONS))
    .sort()
    .map((file) => file.slice(0, -QUESTIONS.length))
    .map((name) => ({
      name,
      // The set's own spec checks what the files hold.
      lines: readLines(`${name}.ndjson`) as ImportLine[],
      questions: readLines(`${name}${QUESTIONS}`) as Question[],
    }));
}

function readLines(file: string): unknown[] {
  const text = readFileSync(join(FOLDER, file), 'utf8');
  return text
    .trimEnd()
    .split('\n')
    .map((line) => JSON.parse(line) as unknown);
}
