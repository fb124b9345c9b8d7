import {
  KillHarness,
  type KillReport,
} from '../../../backend/test/support/resilience/kill-harness.ts';
import { seconds } from '../report.ts';
import { percentile } from '../statistics.ts';
import { onEach } from './databases.ts';
import type { Outcome, Trial } from './outcome.ts';

const WRITERS = 10;

/** kill -9 under writers, on both databases. */
export const kills: Trial = ({ kills: count }) => {
  const plan = {
    kills: count,
    writers: WRITERS,
    seed: Date.now() % 1_000_000,
    longestLifeMs: 1_500,
  };
  return onEach(
    (on) => [named(on, count)],
    async (on, database) => [row(on, count, await KillHarness.run({ ...plan, database }))],
  );
};

function row(on: string, count: number, report: KillReport): Outcome {
  const { lost, doubled, crossed, unremembered, acknowledged, readyMs } = report;
  const faults = [...lost, ...doubled, ...crossed, ...unremembered];
  return {
    ...named(on, count),
    measured: `${acknowledged} acknowledged, ${lost.length} lost, ${doubled.length} doubled, ${crossed.length} crossed, ${unremembered.length} without their memory; ready after ${seconds(percentile(readyMs, 0.5))}`,
    holds: faults.length === 0,
  };
}

const named = (on: string, count: number) => ({
  what: `kill -9, ${count} times under ${WRITERS} writers, ${on}`,
  promise: '0 lost, 0 doubled',
});
