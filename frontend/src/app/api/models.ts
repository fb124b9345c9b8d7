import type { components } from './schema';

type Schemas = components['schemas'];

/** What came from the server is never changed in place. */
type Immutable<T> = T extends object ? { readonly [Key in keyof T]: Immutable<T[Key]> } : T;

/** A conversation, as the list shows it. Times are ISO 8601 in UTC. */
export type Session = Immutable<Schemas['SessionDto']>;

/** One message of a conversation; `requestId` is what its turn is known by. */
export type Message = Immutable<Schemas['MessageDto']>;

/** Who said a message. */
export type Role = Message['role'];

/** How far a message has come; a cut answer and a failed one are told apart. */
export type MessageStatus = Message['status'];

/** What went wrong with an answer; `retryable` says whether asking again makes sense. */
export type MessageError = Immutable<Schemas['MessageFailureDto']>;

/** A memory that went into an answer; `parts` says what spoke for it, each 0 or more. */
export type Recalled = Immutable<Schemas['RecalledMemoryDto']>;

/** A part of a person's life, inside which memory is shared. */
export type Space = Immutable<Schemas['SpaceDto']>;

/** A message that a search found. */
export type FoundMessage = Immutable<Schemas['FoundMessageDto']>;

/** What a search found, and how far it can be relied on. */
export type SearchResult = Immutable<Schemas['SearchResultDto']>;

/** What an answer was made from. */
export type Receipt = Immutable<Schemas['ReceiptDto']>;

/** A memory on a receipt; null in it when it was forgotten since. */
export type ReceiptEntry = Immutable<Schemas['ReceiptMemoryDto']>;

/** How an import stands. */
export type Import = Immutable<Schemas['ImportDto']>;

/** Why a memory that came close was not sent. */
export type LeftOutReason = Schemas['LeftOutReason'];

/** What spoke for a memory, each 0 or more. */
export type RecallParts = Recalled['parts'];

/** What the server is using, and why, part by part. */
export type Status = Immutable<Schemas['StatusReportDto']>;

/** A stretch of a list; `nextCursor` leads to the next one, null at the end. */
export interface Page<Item> {
  readonly items: readonly Item[];
  readonly nextCursor: string | null;
}
