import { documentText as documentTextOfProduct } from '../../../backend/dist/indexing/document-text.js';
import { termsOf as termsOfProduct } from '../../../backend/dist/memory/lexical/terms.js';

/** Something said, as far as its vector is made of it. */
export interface Said {
  readonly text: string;
  readonly speaker: string | null;
}

// The built server has no declarations: these are its functions' own.

/** The built server's index terms of a text. */
export const termsOf = termsOfProduct as (text: string) => string[];

/** The built server's text of a memory's vector. */
export const documentText = documentTextOfProduct as (
  memory: Said & { readonly previous: Said | null },
) => string;
