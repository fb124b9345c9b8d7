import { readFileSync } from 'node:fs';

/**
 * When a process started, as an opaque string; undefined when no process has that id. Linux tells
 * the exact clock tick since boot (field 22 of /proc/PID/stat) and the boot it counts from;
 * elsewhere all that can be told is that the process lives.
 */
export function processStartTime(pid: number): string | undefined {
  if (process.platform === 'linux') {
    try {
      const stat = readFileSync(`/proc/${pid}/stat`, 'utf8');
      const boot = readFileSync('/proc/sys/kernel/random/boot_id', 'utf8').trim();
      // The command name, field 2, may hold spaces; what follows its parenthesis does not.
      const ticks = stat.slice(stat.lastIndexOf(')') + 2).split(' ')[19];
      return `${boot}:${ticks}`;
    } catch {
      // No such process: the answer, not a fault.
      return undefined;
    }
  }
  return isAlive(pid) ? 'alive' : undefined;
}

function isAlive(pid: number): boolean {
  try {
    process.kill(pid, 0);
    return true;
  } catch (error) {
    // EPERM: it lives and belongs to somebody else.
    return error instanceof Error && 'code' in error && error.code === 'EPERM';
  }
}
