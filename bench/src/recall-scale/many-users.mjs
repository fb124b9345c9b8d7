import { seededRandom } from '../../../backend/test/support/seeded-random.ts';
import { say } from '../report.ts';
import { memoryAt } from './corpus.mjs';
import { copyPeople } from './people.mjs';
import { measureRecall } from './recall-times.mjs';

const EACH = 100;
const USERS_AT_ONCE = 100;

/** The same number of memories for each of ever more users: one user's recall must not notice. */
export async function measureManyUsers(store, room, counts) {
  const random = seededRandom(20_260_303);
  const texts = [];
  const people = [];
  for (let index = 0; index < USERS_AT_ONCE; index++) {
    const spoken = Array.from({ length: EACH }, (_, each) => memoryAt(random, each / EACH));
    const scope = await room.person();
    await room.say(spoken, scope);
    texts.push(spoken);
    people.push(scope);
  }
  const rows = [];
  for (const count of counts) {
    say(`${store}: ${count} users`);
    while (people.length < count)
      people.push(...(await copyPeople(room, people.slice(0, USERS_AT_ONCE), people.length)));
    await room.settled();
    say(`${store}: measuring`);
    const whose = (index) => {
      const which = (index * 7_919) % people.length;
      return { scope: people[which], spoken: texts[which % USERS_AT_ONCE] };
    };
    rows.push({
      store,
      users: count,
      memories: count * EACH,
      ...(await measureRecall(room, whose)),
      'index MB': Math.round((await room.indexSize()) / 2 ** 20),
    });
  }
  return rows;
}
