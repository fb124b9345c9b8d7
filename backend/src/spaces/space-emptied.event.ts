/** Name of the hint that a space was deleted. */
export const SPACE_EMPTIED = 'space.emptied';

/** Nothing is left of what was said in a space; a hint only. */
export interface SpaceEmptied {
  readonly spaceId: string;
}
