import './global-setup.ts';

/** Ends the PostgreSQL server of this run. */
export default async function teardown(): Promise<void> {
  await globalThis.memochaTestPostgres?.stop();
}
