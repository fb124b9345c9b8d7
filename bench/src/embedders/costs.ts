import { setTimeout as delay } from 'node:timers/promises';
import { ms } from '../report.ts';
import { percentile } from '../statistics.ts';
import type { RunningCandidate } from './candidate.ts';

const QUESTIONS = 60;
/** Milliseconds between questions that are asked while documents are embedded. */
const PAUSE = 50;

/** What a model costs: a question alone, a document, and a question while documents are embedded. */
export async function measureCosts(
  running: RunningCandidate,
  questions: readonly string[],
  documents: readonly string[],
): Promise<Readonly<Record<string, string>>> {
  const ask = async (index: number) => {
    const started = performance.now();
    await running.embed([questions[index % questions.length] ?? ''], 'query');
    return performance.now() - started;
  };
  const alone: number[] = [];
  for (let index = 0; index < QUESTIONS; index++) alone.push(await ask(index));

  const started = performance.now();
  await running.embed(documents, 'document');
  const each = (performance.now() - started) / documents.length;

  const beside: number[] = [];
  const rest = new AbortController();
  const embedding = running.embed(documents, 'document').finally(() => {
    rest.abort();
  });
  for (let index = 0; !rest.signal.aborted; index++) {
    beside.push(await ask(index));
    await delay(PAUSE);
  }
  await embedding;
  return {
    'question p50 / p95': both(alone),
    'document, mean': ms(each),
    'documents a second': (1_000 / each).toFixed(0),
    'question beside documents p50 / p95': both(beside),
    memory: running.megabytes === undefined ? '' : `${running.megabytes.toFixed(0)} MB`,
  };
}

const both = (samples: readonly number[]): string =>
  samples.length === 0 ? '' : `${ms(percentile(samples, 0.5))} / ${ms(percentile(samples, 0.95))}`;
