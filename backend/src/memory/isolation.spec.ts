import { describeOnEachDatabase } from '../../test/support/describe-on-database.js';
import { MemoryRoom, type Place } from '../../test/support/memory-room.js';
import { seededRandom } from '../../test/support/seeded-random.js';

const WORDS = 'dog cat tea garden bicycle sister Lisbon piano winter soup'.split(' ');

describeOnEachDatabase('isolation', (database) => {
  let room: MemoryRoom;
  let places: Place[];
  const owner = new Map<string, Place>();
  const next = seededRandom(20_260_302);
  const random = (below: number) => (next() * 2 ** 32) % below;
  const sentence = () =>
    Array.from({ length: 1 + random(5) }, () => WORDS[random(WORDS.length)]).join(' ');

  beforeAll(async () => {
    room = await MemoryRoom.open(database);
    const users = await Promise.all(Array.from({ length: 4 }, () => room.user()));
    const spaces = await Promise.all(users.flatMap((user) => [room.space(user), room.space(user)]));
    places = await Promise.all(
      spaces.flatMap((space) => [room.session(space), room.session(space)]),
    );
    for (let said = 0; said < 200; said++) {
      const place = places[random(places.length)];
      if (place) owner.set(await room.say(place, `${sentence()} ${said}`), place);
    }
  });
  afterAll(() => room.close());

  const ownersOf = async (scope: Place, sessionId?: string): Promise<Place[]> => {
    const memories = await room.recall(scope, sentence(), { limit: 50, sessionId });
    return memories.flatMap(({ sources }) =>
      sources.flatMap(({ messageId }) => owner.get(messageId) ?? []),
    );
  };

  it('never recalls a memory of another user, space or, when asked, session', async () => {
    let seen = 0;
    for (const place of places) {
      for (let query = 0; query < 5; query++) {
        for (const { userId, spaceId } of await ownersOf(place)) {
          seen++;
          expect({ userId, spaceId }).toEqual({ userId: place.userId, spaceId: place.spaceId });
        }
        for (const found of await ownersOf(place, place.sessionId)) expect(found).toEqual(place);
      }
    }
    expect(seen).toBeGreaterThan(200);
  });

  it("recalls nothing for one user from another's space or session", async () => {
    for (const [index, mine] of places.entries()) {
      const other = places[(index + 4) % places.length];
      if (!other) continue;
      await expect(ownersOf({ ...mine, spaceId: other.spaceId })).resolves.toEqual([]);
      await expect(ownersOf(mine, other.sessionId)).resolves.toEqual([]);
    }
  });
});
