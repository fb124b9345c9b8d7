import { Marked } from 'marked';
import { renderer } from './markdown-html';
import { sanitize } from './sanitize';

/** One block of an answer (a paragraph, a list, a code block …), as safe HTML. */
export interface MarkdownBlock {
  /** The Markdown it was made of: the same source is the same block. */
  readonly source: string;
  readonly html: string;
}

const marked = new Marked({ gfm: true, breaks: true, renderer });

/** Cuts Markdown into blocks, so that a growing answer changes only its last one. */
export function toBlocks(text: string): readonly MarkdownBlock[] {
  const tokens = marked.lexer(text);
  return tokens
    .filter((token) => token.type !== 'space' && token.type !== 'def')
    .map((token) => ({
      source: token.raw,
      // Sanitized last, whatever the parser made of it.
      html: sanitize(marked.parser([token])),
    }));
}
