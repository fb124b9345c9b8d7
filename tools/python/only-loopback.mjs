import { spawnSync } from 'node:child_process';

/** For root, and for others where the system lets them. */
const WAYS = [
  ['unshare', '--net'],
  ['unshare', '--net', '--map-current-user', '--keep-caps'],
];

/**
 * Lets a command and all that it starts see no network but a loopback of their own, where the system
 * can do that: Milvus standalone listens on every address there is, whatever it is told.
 * @param {readonly string[]} command
 * @returns {readonly string[]} a command to run instead; the same one where it cannot be done
 */
export function onlyLoopback(command) {
  const shut = WAYS.map((way) => [...way, 'sh', '-c', 'ip link set lo up && exec "$@"', 'sh']);
  const works = shut.find(([program = '', ...args]) => {
    return spawnSync(program, [...args, 'true'], { stdio: 'ignore' }).status === 0;
  });
  return [...(works ?? []), ...command];
}
