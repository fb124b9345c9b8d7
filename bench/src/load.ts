import { startFakeModel } from './fake-model-process.ts';
import { ANSWER, measureLoad, PACE } from './load/measured-load.ts';
import { printTable } from './report.ts';

/**
 * Many answers at once: STREAMS (25, 100 and 250) of 200 tokens at 50 tokens a second begin at the same
 * instant, each in a new conversation, through the product with its database, recall and guards, and
 * through a plain relay of the same model as the floor. And how many plain requests are answered a second.
 */
const STREAMS = (process.env['STREAMS'] ?? '25,100,250').split(',').map(Number);

const model = await startFakeModel(ANSWER);
try {
  const { streams, held, plain } = await measureLoad(model, STREAMS);
  printTable(`${PACE}, all streams begin at the same instant`, streams);
  printTable('What must hold', held);
  printTable('Plain requests over 50 connections: the list of conversations', plain);
} finally {
  await model.stop();
}
