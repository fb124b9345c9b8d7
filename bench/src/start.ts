import { setTimeout as delay } from 'node:timers/promises';
import { FakeOpenAiServer } from '../../backend/test/support/fake-openai-server.ts';
import { startPostgresServer } from '../../backend/test/support/postgres-server.ts';
import { megabytesOf } from '../../backend/test/support/process-memory.ts';
import { Product } from '../../backend/test/support/product.ts';
import {
  embeddedDatabase,
  postgresDatabase,
  type TestDatabase,
} from '../../backend/test/support/test-database.ts';
import { timeFirstAnswer, timeNpmStart, type StartTimes } from './npm-start.ts';
import { printTable, say, seconds } from './report.ts';
import { median } from './statistics.ts';

/** How long the built server takes to start, and what memory it holds while nobody asks anything. */
const STARTS = 5;
const AT_REST_AFTER_MS = 10_000;

const fake = await FakeOpenAiServer.start();
const postgres = await startPostgresServer();
try {
  const rows = [await measure('embedded', embeddedDatabase())];
  if (postgres === undefined) say('no PostgreSQL is installed: only the embedded database');
  else rows.push(await measure('PostgreSQL', postgresDatabase(postgres.adminUrl)));
  printTable(
    `Start until ready and until the first answer (median of ${STARTS} starts after the first)`,
    rows,
  );
} finally {
  await postgres?.stop();
  await fake.stop();
}

async function measure(name: string, database: TestDatabase): Promise<Record<string, string>> {
  say(
    `${name}: ${STARTS + 1} starts of the server, as many of npm start, ${AT_REST_AFTER_MS / 1000} s of rest`,
  );
  const { DATA_DIR, DATABASE_URL } = await database.settings();
  const environment = {
    ...fake.environment,
    DATA_DIR,
    ...(DATABASE_URL === undefined ? {} : { DATABASE_URL }),
  };
  try {
    const first = await startServer(environment);
    const server = await repeat(() => startServer(environment));
    await timeNpmStart(environment);
    const npm = await repeat(() => timeNpmStart(environment));
    return {
      database: name,
      'first start': seconds(first.readyMs),
      'server ready': seconds(server.readyMs),
      'server answers': seconds(server.answerMs),
      'npm start ready': seconds(npm.readyMs),
      'npm start answers': seconds(npm.answerMs),
      'server stops': seconds(server.stopMs),
      'RSS at rest': `${await residentAtRest(environment)} MB`,
    };
  } finally {
    await database.dispose();
  }
}

async function startServer(environment: Readonly<Record<string, string>>): Promise<StartTimes> {
  const begun = performance.now();
  const product = await Product.start(environment);
  const readyMs = performance.now() - begun;
  const answerMs = await timeFirstAnswer(product.url, begun);
  const stopping = performance.now();
  await product.stop();
  return { readyMs, answerMs, stopMs: performance.now() - stopping };
}

/** The median of several starts. */
async function repeat(start: () => Promise<StartTimes>): Promise<StartTimes> {
  const times = [];
  for (let run = 0; run < STARTS; run++) times.push(await start());
  return {
    readyMs: median(times.map(({ readyMs }) => readyMs)),
    answerMs: median(times.map(({ answerMs }) => answerMs)),
    stopMs: median(times.map(({ stopMs }) => stopMs)),
  };
}

/** Resident memory of the process in MB, as Linux counts it. */
async function residentAtRest(environment: Readonly<Record<string, string>>): Promise<string> {
  if (process.platform !== 'linux') return '?';
  const product = await Product.start(environment);
  await delay(AT_REST_AFTER_MS);
  const megabytes = megabytesOf(product.pid);
  await product.stop();
  return megabytes.toFixed(0);
}
