/** As long as the server takes a message for such a question. */
const LONGEST = 120;

const PATTERNS = [
  /\b(know|knew|remember|recall|learn(ed|t)?|memories)\b.*\b(about|of|from) (me|myself)\b/,
  /\b(describe|remember) me\b|\bwho (am i|i am)\b|\bwhat (have|did) i (told|tell) you\b/,
  /\b(weisst|kennst|erinnerst)\b.*\b(uber|von|an) mich\b|\bwer (bin ich|ich bin)\b/,
  /\b(sais|souviens|connais)\b.*\b(sur|de) moi\b|\bqui (suis-je|je suis)\b/,
  /\b(sabes|recuerdas|conoces)\b.*\b(sobre|de) mi[\s?.!]*$|\bquien soy\b/,
];

/**
 * Whether a message asks for whatever is known of the person, as "What do you know about me?" does.
 * The server answers it from what was said last, by the rule of its `memory/recall/about-the-person`;
 * this one must be the same, for a memory does not say which way it was found.
 */
export function asksAboutThePerson(text: string): boolean {
  if (text.length > LONGEST) return false;
  const plain = text.toLowerCase().replaceAll('ß', 'ss').normalize('NFD').replace(/\p{M}/gu, '');
  return PATTERNS.some((pattern) => pattern.test(plain));
}
