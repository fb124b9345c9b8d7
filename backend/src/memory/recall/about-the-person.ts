/** Longer texts say more than that, and are searched for by their words. */
const LONGEST = 120;

/** Ways to ask for all that is known of oneself, in the languages that we can tell them in. */
const PATTERNS = [
  /\b(know|knew|remember|recall|learn(ed|t)?|memories)\b.*\b(about|of|from) (me|myself)\b/,
  /\b(describe|remember) me\b|\bwho (am i|i am)\b|\bwhat (have|did) i (told|tell) you\b/,
  /\b(weisst|kennst|erinnerst)\b.*\b(uber|von|an) mich\b|\bwer (bin ich|ich bin)\b/,
  /\b(sais|souviens|connais)\b.*\b(sur|de) moi\b|\bqui (suis-je|je suis)\b/,
  /\b(sabes|recuerdas|conoces)\b.*\b(sobre|de) mi[\s?.!]*$|\bquien soy\b/,
];

/**
 * Whether a text asks for whatever is known of the person, as "What do you know about me?" does. Its
 * words stand in no memory, so that recall by words finds nothing.
 */
export function asksAboutThePerson(text: string): boolean {
  if (text.length > LONGEST) return false;
  const plain = text.toLowerCase().replaceAll('ß', 'ss').normalize('NFD').replace(/\p{M}/gu, '');
  return PATTERNS.some((pattern) => pattern.test(plain));
}
