import { MeaningPatience } from '../../src/memory/recall/meaning-arm.js';
import type { RunningApp } from './running-app.js';

/** Lets recall by meaning take as long as it takes on a busy machine; else it is done without, and that is said. */
export const patientRecall = ({ app }: RunningApp): void => {
  const patience: MeaningPatience = { embedMs: 60_000, searchMs: 60_000 };
  Object.assign(app.get(MeaningPatience, { strict: false }), patience);
};
