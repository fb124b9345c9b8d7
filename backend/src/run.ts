import { createApp } from './app.factory.js';
import { ConfigurationError, ServerSettings } from './config/index.js';
import { StatusService } from './health/index.js';
import { endOnSignalsAndCrashes } from './lifespan/index.js';
import { DomainError } from './shared/index.js';

type Status = ReturnType<StatusService['status']>;

/** Starts the product; when that fails, says why in a sentence and ends with exit code 1. */
export async function run(): Promise<void> {
  try {
    const app = await createApp();
    endOnSignalsAndCrashes(app);
    const { host, port } = app.get(ServerSettings);
    try {
      await app.listen(port, host);
    } catch (error) {
      await app.close();
      throw error;
    }
    const address = await app.getUrl();
    announce(address, app.get(StatusService).status(), app.get(ServerSettings).logFormat);
  } catch (error) {
    process.stderr.write(`Memocha cannot start. ${explain(error)}\n`);
    process.exit(1);
  }
}

function announce(
  address: string,
  { database, vectors, embedder, model }: Status,
  format: 'json' | 'pretty',
): void {
  const needs = Object.entries({ database, vectors, embedder, model });
  if (format === 'json') {
    process.stdout.write(
      `${JSON.stringify({ msg: 'ready', address, ...Object.fromEntries(needs) })}\n`,
    );
    return;
  }
  const lines = needs.map(([need, inUse]) => `  ${need.padEnd(9)} ${inUse.use} (${inUse.why})`);
  process.stdout.write(`\nMemocha is ready: ${address}\n${lines.join('\n')}\n\n`);
}

/** A sentence for a person. Only a fault that nobody foresaw brings its stack. */
function explain(error: unknown): string {
  if (error instanceof ConfigurationError) return error.message;
  if (error instanceof DomainError) return `${error.message} [${error.code}]`;
  if (error instanceof Error && 'code' in error) {
    if (error.code === 'EADDRINUSE')
      return 'The port is taken: another program, perhaps another Memocha, listens there. Set PORT to another one. [port_in_use]';
    if (error.code === 'EACCES')
      return 'This user may not listen on that port. Set PORT to one above 1023. [port_forbidden]';
    if (error.code === 'EADDRNOTAVAIL' || error.code === 'ENOTFOUND')
      return 'HOST is not an address of this machine. [host_unavailable]';
  }
  return error instanceof Error ? (error.stack ?? error.message) : String(error);
}
