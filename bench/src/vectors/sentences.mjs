/** What people might say to a chat, put together at random; some hundred thousand are possible. */
const LISTS = {
  person:
    'Anna Ben Carla David Emma Felix Grace Hugo Iris Jonas Karen Leo Maria Noah Olivia Paul Quinn Rosa Simon Tina',
  place:
    'Berlin|Lisbon|the lake|my grandmother|the office|Kyoto|the mountains|the library|a small café|the hospital|Oslo|the gym|school|Mexico City|the garage|the beach',
  thing:
    'guitar|bicycle|laptop|blue jacket|espresso machine|novel|garden|dentist|passport|thesis|cat|kitchen|marathon|database|tax return|violin|tent|camera|sourdough|piano lesson|knee|electricity bill|birthday cake|train ticket|podcast|garden shed|presentation|contract|telescope|chess club',
  did: 'bought|lost|repaired|forgot|painted|cancelled|sold|finished|borrowed|cleaned|returned|planned|ordered|photographed|postponed|started',
  feeling: 'happy|tired|worried|proud|annoyed|curious|relieved|sad|excited|sick',
  time: 'yesterday|last week|in May|this morning|on Friday|two years ago|before the move|at Christmas|tomorrow|every Sunday',
  number: '7|19|42|85|120|260|399|750',
};
const SENTENCES = [
  '{person} {did} the {thing} {time}.',
  'I {did} my {thing} in {place} {time}.',
  'I felt {feeling} about the {thing} after visiting {place}.',
  'Can you help me write a message to {person} about the {thing}?',
  '{person} told me that {person} {did} a {thing} near {place}.',
  'My favourite thing about {place} is the {thing} that {person} {did}.',
  'How do I fix an error when the {thing} does not start {time}?',
  'We are going to {place} {time} with {person} and {person}.',
  'Remind me to call {person} regarding the {thing} {time}.',
  'I am allergic to nuts, so {person} made a different {thing}.',
  'The doctor said my {thing} is fine and I should not be {feeling}.',
  '{person} is moving to {place} because of work and is {feeling}.',
  'I usually read about the {thing} before going to {place}.',
  'What did {person} say about the {thing} {time}?',
  'I am learning to play the {thing}, and {person} is {feeling} about it.',
  'The price of the {thing} was {number} euros when I {did} it {time}.',
];

/** Different sentences, the same ones for the same generator of numbers in [0, 1). */
export function sentences(random, count) {
  const pick = (list) => list[Math.floor(random() * list.length)];
  const fill = (_, name) => pick(LISTS[name].split(LISTS[name].includes('|') ? '|' : ' '));
  const found = new Set();
  while (found.size < count) found.add(pick(SENTENCES).replaceAll(/\{(\w+)\}/g, fill));
  return [...found];
}
