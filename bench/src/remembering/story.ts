const WHO = ['My sister', 'Our neighbour', 'The dentist', 'My old teacher', 'A colleague'];
const DID = ['bought', 'repaired', 'lost', 'painted', 'borrowed', 'gave away', 'asked about'];
const WHAT = [
  'a bicycle',
  'the piano',
  'a tent',
  'the kitchen clock',
  'a sailing boat',
  'two lamps',
];
const WHERE = [
  'at the harbour',
  'in Lisbon',
  'behind the school',
  'on the night train',
  'in the garden',
];
const WHY = [
  'because the weather had been bad for weeks and nobody wanted to wait any longer',
  'since the old one had been making strange noises every morning',
  'although everybody had warned that it would cost far too much in the end',
  'so that the children would have something to do during the long holidays',
];

const pick = (from: readonly string[], index: number): string => from[index % from.length] ?? '';

/** A sentence or two as people tell them; another one for each index, by a number of its own. */
export const aStory = (index: number): string =>
  `${pick(WHO, index)} ${pick(DID, Math.floor(index / 5))} ${pick(WHAT, Math.floor(index / 35))} ` +
  `${pick(WHERE, Math.floor(index / 3))}, ${pick(WHY, Math.floor(index / 7))}. ` +
  `That was story number ${index}.`;
