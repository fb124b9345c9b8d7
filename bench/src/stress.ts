import { startFakeModel } from './fake-model-process.ts';
import { printTable } from './report.ts';
import { onEmbedded, onServer } from './resilience/databases.ts';
import { ANSWER, HEAP_MB, ramp, REQUESTS_A_SECOND } from './stress/ramp.ts';

/**
 * A ramp beyond the limits with a heap of 512 MB: 100, 300 and 1,000 streams at once beside 2,000 plain
 * requests a second. What is answered, what is turned away and how soon, and how soon all is as before.
 */
const RAMP = (process.env['STREAMS'] ?? '100,300,1000').split(',').map(Number);

const model = await startFakeModel(ANSWER);
try {
  const embedded = await onEmbedded((settings) => ramp('embedded', { settings, model }, RAMP));
  const server = await onServer((settings) => ramp('PostgreSQL', { settings, model }, RAMP));
  printTable(
    `Beyond the limits, a heap of ${HEAP_MB} MB, ${REQUESTS_A_SECOND} plain requests a second beside it`,
    [...embedded, ...(server ?? [])],
  );
} finally {
  await model.stop();
}
