import { askingWeight } from './asking-words.js';
import { termsOf } from './terms.js';

const weights = (text: string): number[] => termsOf(text).map(askingWeight);

it('weighs words that are part of the asking less than what is asked for', () => {
  expect(weights('Can you list what I mentioned about triangles?')).toEqual([0.3, 0.3, 1]);
});
