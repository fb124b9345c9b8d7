/** What is found or not: one turn of a named speaker, or a round of user and assistant. */
export interface Unit {
  readonly id: string;
  readonly session: string;
  /** Empty where there is only "the user". */
  readonly speaker: string;
  /** The words that it is found by. */
  readonly key: string;
  /** What its vector is made of: the same as in the product. */
  readonly embedded: string;
}

/** A question, and the ids of the units that hold its answer. */
export interface Question {
  readonly text: string;
  readonly evidence: readonly string[];
}

/** One long conversation with labelled questions. */
export interface Conversation {
  /** Whether an assistant answered in it; decides which weights rank it. */
  readonly hasAssistant: boolean;
  /** In the order in which they were said. */
  readonly units: readonly Unit[];
  /** Only those that have an answer here. */
  readonly questions: readonly Question[];
}
