import { describeOnEmbedded } from '../../test/support/describe-on-database.js';
import { MemoryRoom } from '../../test/support/memory-room.js';
import { TableUpkeep } from './table-upkeep.js';

describeOnEmbedded('the upkeep of the tables', (database) => {
  let room: MemoryRoom;
  beforeAll(async () => {
    room = await MemoryRoom.open(database);
    const place = await room.session(await room.space());
    for (let said = 0; said < 20; said++) await room.say(place, `This is number ${said}.`);
  });
  afterAll(() => room.close());

  /** Pages that need no visit to the table's rows. */
  const tidyPages = async (): Promise<number> => {
    const [{ pages }] = await room.source.query<[{ pages: number }]>(
      "SELECT relallvisible AS pages FROM pg_class WHERE relname = 'memory_terms'",
    );
    return pages;
  };
  const upkeepFor = (url?: string) =>
    new TableUpkeep(room.source, { url, folder: '', poolSize: 1 });

  it('leaves a server to its own autovacuum', async () => {
    const upkeep = upkeepFor('postgres://server.invalid');
    upkeep.onApplicationBootstrap();
    for (let capture = 0; capture < 1_000; capture++) upkeep.noteCapture();
    await upkeep.onModuleDestroy();
    expect(await tidyPages()).toBe(0);
  });

  it('waits for some hundred captures, then tidies, and keeps its hands off when stopping', async () => {
    const upkeep = upkeepFor();
    for (let capture = 0; capture < 499; capture++) upkeep.noteCapture();
    await upkeep.onModuleDestroy();
    expect(await tidyPages()).toBe(0);

    const next = upkeepFor();
    for (let capture = 0; capture < 500; capture++) next.noteCapture();
    await next.onModuleDestroy();
    expect(await tidyPages()).toBeGreaterThan(0);
  });
});
