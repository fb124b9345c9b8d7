/** A question that asks once before something is lost. */
export interface Confirmation {
  readonly title: string;
  /** What goes along. */
  readonly text: string;
  /** A verb. */
  readonly action: string;
}

/** A question for one line of text. */
export interface TextQuestion {
  readonly title: string;
  readonly label: string;
  readonly value: string;
  readonly maxLength: number;
  /** A verb. */
  readonly action: string;
}
