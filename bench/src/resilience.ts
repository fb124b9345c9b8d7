import { writeFileSync } from 'node:fs';
import { parseArgs } from 'node:util';
import { printTable, say, seconds } from './report.ts';
import { beyondLimits } from './resilience/beyond-limits.ts';
import { deadEmbedder } from './resilience/dead-embedder.ts';
import { deadVectorStore } from './resilience/dead-vector-store.ts';
import { kills } from './resilience/kills.ts';
import { manyStreams } from './resilience/many-streams.ts';
import type { Extent, Outcome, Trial } from './resilience/outcome.ts';
import { provider } from './resilience/provider.ts';
import { randomFaults } from './resilience/random-faults.ts';
import { soak } from './resilience/soak.ts';
import { startAndStop } from './resilience/start-and-stop.ts';
import { streams } from './resilience/streams.ts';

/**
 * What must hold when things fail, measured on the built product and printed as a table:
 * `npm run bench:resilience`, about two hours; `-- --short`, some minutes; `-- kills soak`, only these;
 * `-- --report FILE` writes the rows as JSON too, for the tests' count; `-- --together` runs what is
 * named at the same time, for what measures no times.
 * `ON=server`, or `embedded`, leaves the other database out.
 * Ends with code 1 when something does not hold.
 */
const TRIALS: Readonly<Record<string, Trial>> = {
  'start-and-stop': startAndStop,
  provider,
  streams,
  kills,
  embedder: deadEmbedder,
  vectors: deadVectorStore,
  load: manyStreams,
  stress: beyondLimits,
  faults: randomFaults,
  soak,
};

const FULL: Extent = {
  kills: 100,
  deadSeconds: 300,
  messages: 500,
  streams: [100, 250],
  faultSeconds: 1_800,
  soakSeconds: 3_600,
  soakOnServer: true,
  soakSlope: { rss: 0.5, heap: 0.5 },
};
const SHORT: Extent = {
  kills: 20,
  deadSeconds: 20,
  messages: 500,
  streams: [100, 250],
  faultSeconds: 60,
  soakSeconds: 120,
  soakOnServer: false,
  // Within a minute the collector's rhythm moves the whole by 2 to 77 MB, as measured: live objects count.
  soakSlope: { rss: 300, heap: 5 },
};

const { values, positionals } = parseArgs({
  allowPositionals: true,
  options: {
    short: { type: 'boolean', default: false },
    together: { type: 'boolean', default: false },
    report: { type: 'string' },
  },
});
const trials = (positionals.length === 0 ? Object.keys(TRIALS) : positionals).map(named);
const outcomes: Outcome[] = [];
let broken: { readonly reason: unknown } | undefined;
if (values.together) {
  // One that breaks off must not take the others with it.
  for (const end of await Promise.allSettled(trials.map(run)))
    if (end.status === 'fulfilled') outcomes.push(...end.value);
    else broken ??= end;
} else for (const trial of trials) outcomes.push(...(await run(trial)));
if (values.report !== undefined) writeFileSync(values.report, JSON.stringify(outcomes));
for (const { what, measured } of outcomes) console.log(`${what}: ${measured}`);
printTable(
  'What must hold',
  outcomes.map(({ holds, what, promise }) => ({ what, promise, holds: holds ?? 'not measured' })),
);
if (broken) console.error(broken.reason);
// Whatever a trial has left open. Left to itself, Node was seen to go round for ever in taking down its
// handles, where no timer and no signal reaches it.
process.exit(broken || outcomes.some(({ holds }) => holds === false) ? 1 : 0);

function named(name: string): { readonly name: string; readonly trial: Trial } {
  const trial = TRIALS[name];
  if (!trial) throw new Error(`There is no ${name}. There are: ${Object.keys(TRIALS).join(', ')}`);
  return { name, trial };
}

async function run({ name, trial }: ReturnType<typeof named>): Promise<readonly Outcome[]> {
  say(name);
  const begun = performance.now();
  const found = await trial(values.short ? SHORT : FULL);
  say(`${name}: ${seconds(performance.now() - begun)}`);
  return found;
}
