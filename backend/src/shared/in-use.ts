/** What serves one of the product's needs at present, and why, in words for a person. */
export interface InUse {
  /** Name of what is in use, such as `PostgreSQL 17.2`; `none` when nothing is. */
  readonly use: string;
  /** One sentence that says why this and how to change it. */
  readonly why: string;
}
