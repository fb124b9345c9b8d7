/**
 * Real Milvus servers for tests and measurements, from PyPI, in virtual environments under .cache/:
 *
 * - `lite`: Milvus Lite, the same protocol in pure Python. Starts in seconds, and is slow.
 * - `standalone`: Milvus 2.3.5 itself, with its parts inside. Its first start unpacks for a minute.
 *
 *   node tools/milvus-server.mjs lite --install             does nothing when done before
 *   node tools/milvus-server.mjs lite --port 0 --data DIR   prints host:port when ready; 0 takes a free port
 *   … --auth --full                                         standalone only: asks for root:Milvus, takes no writes
 */
import { dirname, join } from 'node:path';
import { fileURLToPath } from 'node:url';
import { parseArgs } from 'node:util';
import { servePython } from './python/python-server.mjs';
import { fail, VirtualEnvironment } from './python/virtual-environment.mjs';

const HERE = dirname(fileURLToPath(import.meta.url));

/** @type {Readonly<Record<string, VirtualEnvironment>>} */
const ENVIRONMENTS = {
  lite: new VirtualEnvironment('milvus-lite-venv', 'Milvus Lite', [
    'milvus-lite==3.2.2',
    'pymilvus==3.0.2',
  ]),
  standalone: new VirtualEnvironment('milvus-standalone-venv', 'Milvus standalone', [
    'milvus==2.3.5',
  ]),
};

const { values, positionals } = parseArgs({
  allowPositionals: true,
  options: {
    install: { type: 'boolean', default: false },
    port: { type: 'string' },
    data: { type: 'string' },
    auth: { type: 'boolean', default: false },
    full: { type: 'boolean', default: false },
  },
});
const [kind = ''] = positionals;
const environment = ENVIRONMENTS[kind];
if (!environment || (!values.install && values.port === undefined))
  fail(`Usage: ${Object.keys(ENVIRONMENTS).join('|')} --install and/or --port PORT --data FOLDER`);
if (values.install) environment.install();
if (values.port !== undefined) {
  if (!environment.isInstalled)
    fail(`Not installed: run \`node tools/milvus-server.mjs ${kind} --install\` first`);
  if (values.data === undefined) fail('--data FOLDER is needed');
  const script = join(HERE, `milvus-${kind}.py`);
  const flags = [...(values.auth ? ['--auth'] : []), ...(values.full ? ['--full'] : [])];
  servePython(
    [environment.python, script, values.data, values.port, ...flags],
    (line) => {
      if (line.startsWith('127.0.0.1:')) console.log(line);
    },
    'SIGTERM',
  );
}
