import type { MessageRole } from '../../messages/index.js';
import { instant } from '../../shared/index.js';

/** A message as a line gives it. */
export interface ImportedLine {
  /** Name of its space; undefined: the default one. */
  readonly space: string | undefined;
  /** Its conversation's id where it comes from. */
  readonly session: string;
  /** Its own id there. */
  readonly id: string;
  readonly role: MessageRole;
  readonly speaker: string | null;
  readonly at: Date;
  readonly text: string;
}

/** A line is not a message; the code is a stable name of what is wrong with it. */
export class LineFault extends Error {
  override readonly name = 'LineFault';

  constructor(
    readonly code: string,
    message: string,
  ) {
    super(message);
  }
}

/** Characters of a space's and a speaker's name, and of a foreign id. */
const LONGEST_NAME = 100;
const LONGEST_ID = 200;
/** Milliseconds that another clock may be ahead, time zones included. */
const AHEAD = 24 * 3_600_000;

const UTF8 = new TextDecoder('utf-8', { fatal: true });

/**
 * Reads one line; fields that nobody knows are passed over.
 * @param now what a line without a date gets, and what the future is measured from.
 * @returns undefined for a blank line.
 * @throws {LineFault} when it is not a message.
 */
export function readLine(bytes: Uint8Array, now: Date): ImportedLine | undefined {
  const line = decoded(bytes);
  if (line.trim() === '') return undefined;
  const fields = parsed(line);
  return {
    space: optional(fields, 'space', LONGEST_NAME) ?? undefined,
    session: required(fields, 'session'),
    id: required(fields, 'id'),
    role: roleOf(fields['role']),
    speaker: optional(fields, 'speaker', LONGEST_NAME),
    at: dateOf(fields['at'], now),
    text: textOf(fields['text']),
  };
}

type Fields = Readonly<Record<string, unknown>>;

function decoded(bytes: Uint8Array): string {
  try {
    return UTF8.decode(bytes);
  } catch {
    // The decoder says no more than that.
    throw new LineFault('invalid_utf8', 'The line is not UTF-8.');
  }
}

function parsed(line: string): Fields {
  let value: unknown;
  try {
    value = JSON.parse(line);
  } catch {
    // The parser's words quote the line, which may be private.
    throw new LineFault('invalid_json', 'The line is not valid JSON.');
  }
  if (typeof value !== 'object' || value === null || Array.isArray(value))
    throw new LineFault('invalid_json', 'The line is not a JSON object.');
  // Checked above; what its fields are is checked one by one.
  return value as Fields;
}

function required(fields: Fields, name: 'session' | 'id'): string {
  const value = storable(fields[name], name);
  if (value === '' || value.length > LONGEST_ID)
    throw wrong(`${name} must have 1 to ${LONGEST_ID} characters`);
  return value;
}

function optional(fields: Fields, name: 'space' | 'speaker', longest: number): string | null {
  if (fields[name] === undefined || fields[name] === null) return null;
  const value = storable(fields[name], name).trim();
  if (value === '' || value.length > longest)
    throw wrong(`${name} must have 1 to ${longest} characters`);
  return value;
}

/** Like every text that comes in: half a surrogate pair is replaced, a NUL character refused. */
function storable(value: unknown, name: string): string {
  if (typeof value !== 'string')
    throw wrong(value === undefined ? `${name} is missing` : `${name} must be a string`);
  if (value.includes('\0')) throw wrong(`${name} contains a NUL character, which cannot be stored`);
  return value.toWellFormed();
}

function roleOf(value: unknown): MessageRole {
  if (value === 'user' || value === 'assistant') return value;
  throw new LineFault('unknown_role', 'role must be "user" or "assistant".');
}

function dateOf(value: unknown, now: Date): Date {
  if (value === undefined || value === null) return now;
  const at = typeof value === 'string' ? instant(value) : undefined;
  if (at === undefined)
    throw new LineFault('invalid_date', 'at must be a time such as "2025-03-31T18:05:00Z".');
  if (at.getTime() > now.getTime() + AHEAD)
    throw new LineFault('date_in_future', 'at lies in the future.');
  return at;
}

function textOf(value: unknown): string {
  const text = storable(value, 'text');
  if (text.trim() === '') throw new LineFault('empty_text', 'text must not be empty.');
  return text;
}

const wrong = (message: string): LineFault => new LineFault('validation_failed', `${message}.`);
