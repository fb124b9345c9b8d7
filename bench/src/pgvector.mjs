import { onEachDatabase } from './pgvector/databases.mjs';
import { measureVariants } from './pgvector/index-variants.mjs';
import { measureManyUsers } from './pgvector/many-users.mjs';
import { measureGrowth } from './pgvector/store-growth.mjs';
import { printTable, say } from './report.ts';
import { JitteredVectors } from './vectors/jittered-vectors.mjs';

/**
 * Vectors in the database, with jittered vectors of the built-in model. What is measured is chosen by
 * variables: PARTS, DATABASES, SIZES of a space that grows, ROWS that ways to index are tried on, USERS.
 */
const listOf = (name, all) => (process.env[name] ?? all).split(',');
const PARTS = listOf('PARTS', 'growth,variants,users');
const DATABASES = listOf('DATABASES', 'embedded,server');
const SIZES = listOf('SIZES', '1000,10000,100000').map(Number);
const ROWS = Number(process.env['ROWS'] ?? 10_000);
const USERS = listOf('USERS', '100,10000').map(Number);
const QUERIES = 100;

const CODED = [
  [40, 100],
  [100, 200],
  [200, 400],
];
const VARIANTS = [
  { of: 'vector', m: 16, ef: 64, widths: [40, 100, 200].map((width) => [width, 50]) },
  { of: 'half', m: 16, ef: 64, widths: [40, 100, 200].map((width) => [width, 50]) },
  { of: 'bits', m: 8, ef: 32, widths: CODED },
  { of: 'bits', m: 16, ef: 64, widths: CODED },
  { of: 'bits', m: 24, ef: 128, widths: CODED },
];

say('embedding sentences');
const source = await JitteredVectors.make();
const queries = source.take(QUERIES);
const vectors = source.take(Math.max(...SIZES, ROWS));
const results = { growth: [], variants: [], users: [] };
await onEachDatabase(DATABASES, async (kind, database, isEmbedded) => {
  if (PARTS.includes('growth'))
    results.growth.push(
      ...(await measureGrowth(kind, database, isEmbedded, vectors, queries, SIZES)),
    );
  if (PARTS.includes('variants'))
    results.variants.push(
      ...(await measureVariants(kind, database, vectors.slice(0, ROWS), queries, VARIANTS)),
    );
  if (PARTS.includes('users'))
    results.users.push(...(await measureManyUsers(kind, database, isEmbedded, vectors, USERS)));
});
for (const [part, title] of [
  ['growth', 'One space that grows, as the product keeps it'],
  ['variants', 'Ways to index: ef is the width of a search, the last number its candidates'],
  ['users', 'Ever more users with 100 vectors each'],
])
  if (PARTS.includes(part)) printTable(title, results[part]);
