import { PGlite } from '@electric-sql/pglite';
import { vector } from '@electric-sql/pglite-pgvector';
import { PGLiteSocketServer } from '@electric-sql/pglite-socket';
import { parentPort, workerData } from 'node:worker_threads';

// Runs PGlite in a thread of its own, since a query blocks the thread it runs in, and serves it to
// the ordinary `pg` driver. Only packages are imported: the tests run this file as TypeScript.
const { folder, listen, maxConnections } = workerData as {
  folder: string;
  listen: { path: string } | { host: string; port: number };
  maxConnections: number;
};
const port = parentPort;
if (!port) throw new Error('embedded-server.worker runs in a worker thread only');

const db = await PGlite.create(folder, { extensions: { vector } });
keepStatementsWhole(db);
const server = new PGLiteSocketServer({ db, maxConnections, ...listen });
await server.start();
port.once('message', () => {
  void server
    .stop()
    .then(() => db.close())
    .then(() => {
      port.close();
    });
});
port.postMessage(server.getServerConn());

/**
 * One statement is several messages. The server would hand each to the database by itself, and let those
 * of other connections in between; since all share one backend, parameters would reach another's
 * statement. So the messages are kept until the last one, and given over together, which takes half the
 * time. Only a transaction keeps others out, so a statement counts as one until its end.
 */
function keepStatementsWhole(database: PGlite): void {
  const parts = new Set(Array.from('PBDEC', (kind) => kind.charCodeAt(0)));
  let kept: Uint8Array[] = [];
  const isInTransaction = database.isInTransaction.bind(database);
  database.isInTransaction = () => kept.length > 0 || isInTransaction();
  const execute = database.execProtocolRawStream.bind(database);
  database.execProtocolRawStream = async (message, options) => {
    kept.push(message);
    if (parts.has(message[0] ?? 0)) return;
    const whole = kept.length > 1 ? Buffer.concat(kept) : message;
    kept = [];
    await execute(whole, options);
  };
  // This is how the server ends what a lost connection has begun.
  const exec = database.exec.bind(database);
  database.exec = (...all) => {
    kept = [];
    return exec(...all);
  };
}
