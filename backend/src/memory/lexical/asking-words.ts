import { termsOf } from './terms.js';

/** Words that speak of the talk itself. */
const TALK =
  'chat conversation discuss discussion mention session message say said tell told talk bring brought ' +
  'gespräch unterhaltung besprechen erwähnen erwähnt gesagt erzählt conversation discuter mentionner dit ' +
  'conversación hablar mencionar dicho';
/** Words that ask for an answer, and of what form. */
const ANSWER =
  'answer ask question explain help show recommend suggest advice list order step item overview summary ' +
  'summarize comprehensive walk antwort frage erklären helfen zeigen empfehlen zusammenfassung liste ' +
  'réponse question expliquer aider montrer résumé respuesta pregunta explicar ayudar mostrar resumen';
/** Words that could stand in any question. */
const ANY =
  'aspect different various thing want need clear specific across throughout ding verschiedene chose cosa';

const ASKING: ReadonlySet<string> = new Set(termsOf(`${TALK} ${ANSWER} ${ANY}`));

/** Share of a word's weight that is left to it where it is only part of the asking. */
const WEIGHT = 0.3;

/**
 * How much a term of a question counts, in (0, 1]: "Can you list what I mentioned about ...?" is not
 * about lists. In a small space such words are rare, and BM25 would take them for the topic: recall@10
 * on BEAM 64 → 66.
 */
export const askingWeight = (term: string): number => (ASKING.has(term) ? WEIGHT : 1);
