import { basename } from 'node:path';
import { builtIn } from './embedders/built-in.ts';
import type { Candidate } from './embedders/candidate.ts';
import { readConversations } from './embedders/conversations.ts';
import { measureCosts } from './embedders/costs.ts';
import { measureRecall, measureWords } from './embedders/recall.ts';
import { served } from './embedders/served.ts';
import { tensorflow } from './embedders/tensorflow.ts';
import { printTable, say } from './report.ts';

/**
 * Which embedding model finds how much, at what cost:
 * `npm run bench:embedders -- FILE ...`, each labelled conversations in the format of LoCoMo or BEAM.
 */
const CANDIDATES: readonly Candidate[] = [
  builtIn,
  tensorflow,
  served({
    name: 'multilingual-e5-small, 4 bit',
    model: 'e5',
    names: { query: 'e5-query', document: 'e5-passage' },
  }),
  served({
    name: 'WordLlama, static vectors',
    model: 'wordllama',
    names: { query: 'wordllama', document: 'wordllama' },
  }),
];
/** Texts whose embedding is timed. */
const TIMED = 200;

const files = process.argv.slice(2);
if (files.length === 0) {
  say('Usage: npm run bench:embedders -- FILE ..., labelled conversations of LoCoMo or BEAM');
  process.exit(2);
}
const sets = files.map((file) => ({
  name: basename(file),
  conversations: readConversations(file),
}));
const recall = new Map(
  sets.map(({ name, conversations }) => [
    name,
    [{ model: 'none: words alone', ...measureWords(conversations) }],
  ]),
);
const costs: Record<string, string>[] = [];
for (const candidate of CANDIDATES) await measure(candidate);
for (const [name, rows] of recall) printTable(`Evidence found in ${name}, percent`, rows);
printTable('What they cost', costs);

async function measure(candidate: Candidate): Promise<void> {
  const running = await candidate.start();
  if (!running) {
    say(`${candidate.name} is left out; to measure it: ${candidate.how}`);
    return;
  }
  for (const { name, conversations } of sets) {
    say(`${candidate.name}: timing and recall on ${name}`);
    const questions = conversations.flatMap((one) => one.questions.map(({ text }) => text));
    const documents = conversations.flatMap(({ units }) => units.map(({ embedded }) => embedded));
    const timed = await measureCosts(running, questions, documents.slice(0, TIMED));
    costs.push({ model: candidate.name, texts: name, ...timed });
    const found = await measureRecall(conversations, running);
    recall.get(name)?.push({ model: candidate.name, ...found });
  }
  await running.stop();
}
