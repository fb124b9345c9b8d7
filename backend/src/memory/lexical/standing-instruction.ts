/** Longer texts are about something, and say such things by the way. */
const LONGEST = 300;

/** Where a sentence begins. */
const START = String.raw`(?:^|[.!?;:,\n]\s*)`;

/** How people say what shall hold from now on, in the languages that we can tell it in. */
const PATTERN = new RegExp(
  START +
    `(?:${[
      String.raw`(?:please |also |and )?(?:(?:always|never)\b(?! (?:\w+ed|been|had|was|heard|thought|knew)\b)|(?:whenever i|(?:every|each) time i|from now on|from today on|in (?:the )?future)\b)`,
      String.raw`when i ask\b`,
      String.raw`(?:bitte )?(?:immer|niemals|ab jetzt|ab sofort|von nun an|in zukunft|künftig|jedes mal)\b`,
      String.raw`(?:s'il te plaît,? )?(?:toujours|jamais|à partir de maintenant|dorénavant|désormais|chaque fois)\b`,
      String.raw`(?:por favor,? )?(?:siempre|nunca|de ahora en adelante|a partir de ahora|cada vez)\b`,
      String.raw`(?:per favore,? )?(?:sempre|mai|d'ora in poi|ogni volta)\b`,
    ].join('|')})`,
  'iu',
);

/** Behind a clause that tells of somebody the same words instruct nobody: "I love tea, always have". */
const TALE = /\b(?:i|we|he|she|they|it|ich|wir|je|nous|yo)\b[^.!?]{0,20}$/iu;

/** The term under which standing instructions are found; no text has it. */
export const STANDING = '#standing';

/**
 * Whether a text tells the assistant what shall hold from now on ("Always show code in Python",
 * "When I ask for a recipe, keep it vegetarian"). Such words share none with the questions they are for.
 */
export function isStandingInstruction(text: string): boolean {
  if (text.length > LONGEST || /[?？]\s*$/.test(text)) return false;
  const match = PATTERN.exec(text);
  if (!match) return false;
  const newSentence = match.index === 0 || /[.!?\n]/.test(text.charAt(match.index));
  return newSentence || !TALE.test(text.slice(0, match.index));
}
