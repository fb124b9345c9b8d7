import { startFakeModel } from '../fake-model-process.ts';
import { ANSWER, measureLoad } from '../load/measured-load.ts';
import type { Trial } from './outcome.ts';

/** Many answers that begin at the same instant. */
export const manyStreams: Trial = async ({ streams }) => {
  const model = await startFakeModel(ANSWER);
  try {
    const { held } = await measureLoad(model, streams);
    return held.map(({ streams: count, through, ...row }) => ({
      ...row,
      what: `${count} streams at the same instant, ${through}`,
    }));
  } finally {
    await model.stop();
  }
};
