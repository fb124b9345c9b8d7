import { Counter, Gauge, type Registry } from 'prom-client';
import type { BreakerRegistry, BreakerReport, BreakerState } from '../resilience/index.js';

const STATES: Readonly<Record<BreakerState, number>> = { closed: 0, 'half-open': 1, open: 2 };

const inSeconds = (at: Date): number => at.getTime() / 1_000;

/** What is read off a breaker, by the end of the name; undefined where there is nothing to say. */
const GAUGES: readonly (readonly [
  name: string,
  help: string,
  value: (report: BreakerReport) => number | undefined,
])[] = [
  ['state', '0: closed, 1: half-open, 2: open.', ({ state }) => STATES[state]],
  ['failures', 'Failures in a row.', ({ failures }) => failures],
  [
    'since_timestamp_seconds',
    'When it came into its state, in Unix time.',
    ({ since }) => inSeconds(since),
  ],
  [
    'retry_timestamp_seconds',
    'From when on a call tries again, in Unix time; only while it is open.',
    ({ retryAt }) => (retryAt ? inSeconds(retryAt) : undefined),
  ],
];

/** Shows in numbers how each breaker stands, and counts the calls behind it. */
export function watchBreakers(breakers: BreakerRegistry, registry: Registry): void {
  const registers = [registry];
  const calls = new Counter({
    name: 'memocha_calls_total',
    help: 'Calls behind a breaker: made with success, made in vain, not made.',
    labelNames: ['breaker', 'outcome'],
    registers,
  });
  const count = (outcome: string) => (breaker: string) => {
    calls.inc({ breaker, outcome });
  };
  breakers.listen({
    success: count('success'),
    failure: count('failure'),
    rejected: count('rejected'),
  });
  for (const [name, help, value] of GAUGES)
    new Gauge({
      name: `memocha_breaker_${name}`,
      help,
      labelNames: ['breaker'],
      registers,
      collect() {
        this.reset();
        for (const report of breakers.reports()) {
          const number = value(report);
          if (number !== undefined) this.set({ breaker: report.name }, number);
        }
      },
    });
}
