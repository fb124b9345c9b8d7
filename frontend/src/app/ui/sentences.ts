/** Cuts a growing text into what can be read aloud: one sentence, or one block, at a time. */
export class Sentences {
  private spoken = 0;

  /** @returns the sentences that have become whole since last time, without Markdown's marks. */
  next(text: string): readonly string[] {
    // Another answer has begun.
    if (text.length < this.spoken) this.spoken = 0;
    const rest = text.slice(this.spoken);
    const end = wholeUntil(rest);
    this.spoken += end;
    return split(rest.slice(0, end));
  }

  /** @returns all that is left, whole or not. */
  rest(text: string): readonly string[] {
    const left = text.slice(this.spoken);
    this.spoken = 0;
    return split(left);
  }
}

// The number that begins an item of a list is no sentence.
const SENTENCE_END = /(?<!^\s*\d{1,3})[.!?…]["'”’)*_]*(?=\s)|[。！？]|\n/gmu;
const BETWEEN_SENTENCES = /(?<=(?<!^\s*\d{1,3})[.!?…]["'”’)*_]*)\s+|(?<=[。！？])|\n+/mu;

/** Where the last whole sentence ends; an open code block is waited for. */
function wholeUntil(text: string): number {
  const fences = [...text.matchAll(/^ {0,3}```.*$/gm)];
  const open = fences.length % 2 === 1 ? (fences.at(-1)?.index ?? text.length) : text.length;
  let end = 0;
  for (const match of text.slice(0, open).matchAll(SENTENCE_END)) {
    end = match.index + match[0].length;
  }
  return end;
}

function split(text: string): readonly string[] {
  return text
    .replace(/^ {0,3}```[\s\S]*?(?:^ {0,3}```.*$|$(?![\s\S]))/gm, '\nA block of code.\n')
    .split(BETWEEN_SENTENCES)
    .map(plain)
    .filter((sentence) => /[\p{L}\p{N}]/u.test(sentence));
}

/** Leaves the words and takes the marks. */
function plain(markdown: string): string {
  return markdown
    .replace(/!?\[([^\]]*)\]\([^)]*\)/g, '$1')
    .replace(/^\s*(?:#{1,6}\s|>\s?|[-*+]\s|\d+[.)]\s)+/, '')
    .replace(/[*`~|]+|(?<![\p{L}\p{N}])_+|_+(?![\p{L}\p{N}])/gu, '')
    .trim();
}
