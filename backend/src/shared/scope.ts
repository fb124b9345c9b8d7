/** Whose rows a query may see. No query goes without it. */
export interface Scope {
  readonly userId: string;
  readonly spaceId: string;
}
