import { PGlite } from '@electric-sql/pglite';
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

const db = await PGlite.create(folder);
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
