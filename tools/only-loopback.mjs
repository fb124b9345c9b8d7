/**
 * Runs a command that sees, with all that it starts, no network but a loopback of its own, where the
 * system can do that (Linux with util-linux and iproute2); elsewhere it just runs it. Milvus standalone
 * listens on every address there is, whatever it is told.
 *
 *   node tools/only-loopback.mjs COMMAND [ARGUMENT…]
 */
import { spawnSync } from 'node:child_process';

/** For root, and for others where the system lets them. */
const WAYS = [
  ['unshare', '--net'],
  ['unshare', '--net', '--map-current-user', '--keep-caps'],
];

/** @param {readonly string[]} command @param {import('node:child_process').StdioOptions} stdio */
function run([program = '', ...args], stdio) {
  return spawnSync(program, args, { stdio, shell: process.platform === 'win32' }).status ?? 1;
}

const shut = WAYS.map((way) => [...way, 'sh', '-c', 'ip link set lo up && exec "$@"', 'sh']);
const way = shut.find((words) => run([...words, 'true'], 'ignore') === 0) ?? [];
process.exit(run([...way, ...process.argv.slice(2)], 'inherit'));
