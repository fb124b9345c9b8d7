import { readFile } from 'node:fs/promises';
import { setTimeout as delay } from 'node:timers/promises';
import { ApiClient } from '../../backend/test/support/api-client.ts';
import { FakeOpenAiServer } from '../../backend/test/support/fake-openai-server.ts';
import { startPostgresServer } from '../../backend/test/support/postgres-server.ts';
import { Product } from '../../backend/test/support/product.ts';
import {
  embeddedDatabase,
  postgresDatabase,
  type TestDatabase,
} from '../../backend/test/support/test-database.ts';
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
  printTable(`Start of the built server (median of ${STARTS} starts after the first)`, rows);
} finally {
  await postgres?.stop();
  await fake.stop();
}

async function measure(name: string, database: TestDatabase): Promise<Record<string, string>> {
  say(`${name}: ${STARTS + 1} starts, then ${AT_REST_AFTER_MS / 1000} s of rest`);
  const { DATA_DIR, DATABASE_URL } = await database.settings();
  const environment = {
    ...fake.environment,
    DATA_DIR,
    ...(DATABASE_URL === undefined ? {} : { DATABASE_URL }),
  };
  try {
    const first = await startOnce(environment);
    const again = [];
    for (let start = 0; start < STARTS; start++) again.push(await startOnce(environment));
    return {
      database: name,
      'first start': seconds(first.readyMs),
      'to ready': seconds(median(again.map(({ readyMs }) => readyMs))),
      'to first answer': seconds(median(again.map(({ answerMs }) => answerMs))),
      'RSS at rest': `${await residentAtRest(environment)} MB`,
    };
  } finally {
    await database.dispose();
  }
}

async function startOnce(
  environment: Readonly<Record<string, string>>,
): Promise<{ readyMs: number; answerMs: number }> {
  const begun = performance.now();
  const product = await Product.start(environment);
  const readyMs = performance.now() - begun;
  const reply = await new ApiClient(product.url).call('POST', '/api/chat', { message: 'Hello' });
  const answerMs = performance.now() - begun;
  await product.stop();
  if (reply.status !== 200) throw new Error(`No answer: ${JSON.stringify(reply.body)}`);
  return { readyMs, answerMs };
}

/** Resident memory of the process in MB, as Linux counts it. */
async function residentAtRest(environment: Readonly<Record<string, string>>): Promise<string> {
  if (process.platform !== 'linux') return '?';
  const product = await Product.start(environment);
  await delay(AT_REST_AFTER_MS);
  const status = await readFile(`/proc/${product.pid}/status`, 'utf8');
  await product.stop();
  return (Number(/VmRSS:\s+(\d+)/.exec(status)?.[1]) / 1024).toFixed(0);
}
