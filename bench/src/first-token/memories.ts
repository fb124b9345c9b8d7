import { poll } from '../../../backend/test/support/poll.ts';
import { ImportClient, linesOf } from '../../../backend/test/support/import-client.ts';
import { seededRandom } from '../../../backend/test/support/seeded-random.ts';

const DID = 'bought sold repaired painted lost found borrowed lent cleaned broke'.split(' ');
const THINGS =
  'bicycle boat piano kite lantern violin tractor telescope kettle ladder carpet clock tent stove camera mirror wardrobe sledge saddle drum'.split(
    ' ',
  );
const PLACES =
  'Lisbon Bergen Cork Ghent Turin Graz Lyon Porto Riga Basel Split Malmo Bath Delft Pisa'.split(
    ' ',
  );
const WHEN = 'spring summer autumn winter May June August October'.split(' ');
const WITH =
  'my aunt|my brother|the dentist|our neighbour|a teacher|the baker|the plumber|an old friend'.split(
    '|',
  );
const A_SESSION = 20;

const random = seededRandom(11);
const one = (of: readonly string[]): string => of[Math.floor(random() * of.length)] ?? '';

/** A question that some of the memories answer, another one with each call. */
export const question = (): string => `What did I do with the ${one(THINGS)} in ${one(PLACES)}?`;

/** Fills the default space with memories, and waits until each has its vector. */
export async function remember(url: string, count: number): Promise<void> {
  const imports = new ImportClient(url);
  const lines = Array.from({ length: count }, (_, index) => ({
    session: `s${Math.floor(index / A_SESSION)}`,
    id: String(index),
    role: 'user',
    text: `Last ${one(WHEN)} I ${one(DID)} the ${one(THINGS)} in ${one(PLACES)} with ${one(WITH)}, number ${index}.`,
  }));
  const { body } = await imports.send(linesOf(lines));
  const isDone = async () => (await imports.status(body.id)).state === 'done';
  await poll('all memories to have their vectors', isDone, { withinMs: 900_000, everyMs: 1_000 });
}
