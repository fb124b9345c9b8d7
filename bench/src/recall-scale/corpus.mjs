/**
 * Made-up talk with the proportions of real chats, from a seed: how often words come follows
 * Zipf-Mandelbrot, set so that the most common word stands in every sixth memory, as it does in
 * conversations once function words are out.
 */
const VOCABULARY = 30_000;
const FLATTENING = 8;
const WORDS_PER_MEMORY = { least: 4, more: 16 };
const FIRST_DAY = Date.UTC(2023, 0, 1);
const THREE_YEARS = 3 * 365 * 86_400_000;

const CONSONANTS = 'bdfgklmnprstvz';
const VOWELS = 'aiou';

/** The word of a rank: syllables, so that it is taken for a word; three or more, so that it is no stop word. */
function word(rank) {
  const syllables = CONSONANTS.length * VOWELS.length;
  let text = '';
  for (let rest = rank + syllables ** 2; rest > 0; rest = Math.floor(rest / syllables)) {
    const syllable = rest % syllables;
    text +=
      CONSONANTS[syllable % CONSONANTS.length] + VOWELS[Math.floor(syllable / CONSONANTS.length)];
  }
  return text;
}

/** A rank drawn by its frequency, by the inverse of the continuous distribution. */
const drawRank = (random) =>
  Math.floor(FLATTENING * (1 + VOCABULARY / FLATTENING) ** random()) - FLATTENING;

/** The text and the time of one memory. */
export function memoryAt(random, share) {
  const count = WORDS_PER_MEMORY.least + Math.floor(random() * WORDS_PER_MEMORY.more);
  const words = Array.from({ length: count }, () => word(drawRank(random)));
  return { text: `${words.join(' ')}.`, at: new Date(FIRST_DAY + share * THREE_YEARS) };
}

/** A question about something said: some of its words, and some that come with any question. */
export function questionAbout(random, text) {
  const said = text.replace('.', '').split(' ');
  const own = Array.from(
    { length: 2 + Math.floor(random() * 3) },
    () => said[Math.floor(random() * said.length)],
  );
  const common = Array.from({ length: Math.floor(random() * 3) }, () =>
    word(Math.floor(random() * 30)),
  );
  return `${[...own, ...common].join(' ')}?`;
}
