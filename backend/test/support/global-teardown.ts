import { removeEmbeddedTemplate } from './embedded-template.ts';
import './global-setup.ts';

/** Ends the PostgreSQL server of this run and removes the template. */
export default async function teardown(): Promise<void> {
  await removeEmbeddedTemplate();
  await globalThis.memochaTestPostgres?.stop();
}
