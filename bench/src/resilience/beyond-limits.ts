import { startFakeModel } from '../fake-model-process.ts';
import { ANSWER, HEAP_MB, PROMISE, ramp, REQUESTS_A_SECOND } from '../stress/ramp.ts';
import { onEach } from './databases.ts';
import type { Names, Trial } from './outcome.ts';

const STREAMS = 1_000;

/** Far more streams at once than a process takes. */
export const beyondLimits: Trial = () =>
  onEach(
    (on) => [named(on)],
    async (on, settings) => {
      const model = await startFakeModel(ANSWER);
      try {
        const [step] = await ramp(on, { settings, model }, [STREAMS]);
        if (!step) throw new Error('A ramp of one step has one');
        const { whole, p95 } = step;
        const measured = `${whole} whole, ${step['429 or 503']} refused within ${p95} (p95), ${step['broken off']} broken off, as before after ${step['as before after']}`;
        return [{ ...named(on), measured, holds: step[PROMISE] }];
      } finally {
        await model.stop();
      }
    },
  );

const named = (on: string): Names => ({
  what: `${STREAMS} streams, ${REQUESTS_A_SECOND} requests a second, ${HEAP_MB} MB, ${on}`,
  promise: `no crash, ${PROMISE}`,
});
