import { seededRandom } from '../../../backend/test/support/seeded-random.ts';
import { say } from '../report.ts';
import { memoryAt } from './corpus.mjs';
import { measureRecall, timesOf } from './recall-times.mjs';

/** One person says ever more. */
export async function measureGrowth(store, room, sizes) {
  const random = seededRandom(20_260_302);
  const spoken = [];
  const rows = [];
  for (const size of sizes) {
    say(`${store}: up to ${size} memories`);
    const added = Array.from({ length: size - spoken.length }, (_, index) =>
      memoryAt(random, (spoken.length + index) / (sizes.at(-1) ?? 1)),
    );
    spoken.push(...added);
    const captures = await room.say(added);
    await room.settled();
    say(`${store}: measuring`);
    rows.push({
      store,
      memories: size,
      ...(await measureRecall(room, () => ({ scope: room.scope, spoken }))),
      ...timesOf('capture', captures),
      'index MB': Math.round((await room.indexSize()) / 2 ** 20),
    });
  }
  return rows;
}
