import { spawn } from 'node:child_process';
import { once } from 'node:events';
import { existsSync } from 'node:fs';
import { createInterface } from 'node:readline';
import { fileURLToPath } from 'node:url';

/** A server that runs for a suite. */
export interface RealServer {
  /** With `/v1` at the end. */
  readonly baseUrl: string;
  readonly stop: () => Promise<void>;
}

/** A real model server that a script of `tools/` installs and runs, or one that runs already. */
export class RealServerTool {
  private readonly script: string;
  private readonly installed: string;
  private readonly given: string | undefined;

  /**
   * @param script its name in `tools/`.
   * @param folder of its installation, in `.cache/`.
   * @param variable names a base URL to use instead.
   */
  constructor(script: string, folder: string, variable: string) {
    this.script = fileURLToPath(new URL(`../../../tools/${script}`, import.meta.url));
    const stamp = `../../../.cache/${folder}/installed.json`;
    this.installed = fileURLToPath(new URL(stamp, import.meta.url));
    this.given = process.env[variable];
  }

  /** Whether it is one that runs already, so that nothing is known of its model. */
  get isGiven(): boolean {
    return this.given !== undefined;
  }

  /** A pipeline must not go green by testing less: under CI a suite runs, and fails without its server. */
  get describe(): typeof describe.skip {
    const available = this.isGiven || existsSync(this.installed);
    return available || process.env['CI'] === 'true' ? describe : describe.skip;
  }

  /** @throws {Error} when it is not installed, or does not come up. */
  async start(): Promise<RealServer> {
    if (this.given !== undefined) return { baseUrl: this.given, stop: () => Promise.resolve() };
    if (!existsSync(this.installed)) throw new Error(`Run: node ${this.script} --install`);
    const server = spawn(process.execPath, [this.script, '--port', '0'], {
      stdio: ['ignore', 'pipe', 'inherit'],
    });
    const exit = once(server, 'exit');
    for await (const line of createInterface({ input: server.stdout })) {
      if (!line.startsWith('http')) continue;
      server.stdout.resume();
      const stop = async () => {
        server.kill('SIGTERM');
        await exit;
      };
      return { baseUrl: line, stop };
    }
    throw new Error(`${this.script} ended before it listened`);
  }
}
