import { measureDatabaseAccess } from './foundations/database-access.ts';
import { measureHttp } from './foundations/http-floor.ts';
import { measureModelClients } from './foundations/model-client.ts';
import { printTable, say } from './report.ts';

/** What the libraries that we stand on cost, beside doing without them. */
say('web frameworks, one request after another');
// The first is measured twice: what asks needs to warm up too.
await measureHttp('node-http');
const frameworks = [];
for (const name of ['node-http', 'express', 'nest']) frameworks.push(await measureHttp(name));
printTable('A small JSON answer', frameworks.map(rounded));

say('database access');
const access = await measureDatabaseAccess();
printTable(
  'A transaction: an insert and a read by key (PostgreSQL, fsync off)',
  access.map(rounded),
);

say('model clients');
printTable('Time to first token from the fake model', (await measureModelClients()).map(rounded));

function rounded(row: object): Record<string, unknown> {
  const entries = Object.entries(row) as [string, unknown][];
  return Object.fromEntries(
    entries.map(([name, value]) => [name, typeof value === 'number' ? +value.toFixed(2) : value]),
  );
}
