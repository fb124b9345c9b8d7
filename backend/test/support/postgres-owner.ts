import { execFileSync } from 'node:child_process';

/** The system account a temporary cluster runs under. */
export interface Owner {
  readonly uid: number;
  readonly gid: number;
}

/**
 * PostgreSQL refuses to run as root, so root borrows an ordinary account.
 * @returns undefined when this process is an ordinary user already.
 * @throws {Error} when root finds no account to borrow.
 */
export function unprivilegedOwner(): Owner | undefined {
  if (process.getuid?.() !== 0) return undefined;
  const owner = ['postgres', 'nobody'].map(account).find((found) => found !== undefined);
  if (owner === undefined) throw new Error('Root needs an account "postgres" or "nobody"');
  return owner;
}

function account(name: string): Owner | undefined {
  try {
    const id = (flag: string): number =>
      Number(execFileSync('id', [flag, name], { encoding: 'utf8', stdio: 'pipe' }));
    return { uid: id('-u'), gid: id('-g') };
  } catch {
    // `id` fails for an account that does not exist.
    return undefined;
  }
}
