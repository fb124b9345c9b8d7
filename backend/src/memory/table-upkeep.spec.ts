import { describeOnEmbedded } from '../../test/support/describe-on-database.js';
import { MemoryRoom } from '../../test/support/memory-room.js';
import { ANY_DATABASE } from '../../test/support/open-database.js';
import { poll } from '../../test/support/poll.js';
import { TableUpkeep } from './table-upkeep.js';

describeOnEmbedded('the upkeep of the tables', (database) => {
  let room: MemoryRoom;
  beforeAll(async () => {
    room = await MemoryRoom.open(database);
    const place = await room.session(await room.space());
    // Fewer than after which the room's own upkeep would look, with more words than it leaves alone.
    for (let said = 0; said < 40; said++)
      await room.say(place, `Number ${said}: tea, roses, rakes, boats, trains, kites and bread.`);
  });
  afterAll(() => room.close());

  /** Pages that need no visit to the table's rows. */
  const tidyPages = async (table: string): Promise<number> => {
    const [{ pages }] = await room.source.query<[{ pages: number }]>(
      'SELECT relallvisible AS pages FROM pg_class WHERE oid = $1::regclass',
      [table],
    );
    return pages;
  };
  const tidied = (table: string) =>
    poll(`${table} to be tidied`, async () => (await tidyPages(table)) > 0, { withinMs: 60_000 });
  const upkeepFor = (url?: string) => new TableUpkeep(room.source, { ...ANY_DATABASE, url });

  it('leaves a server to its own autovacuum', async () => {
    const upkeep = upkeepFor('postgres://server.invalid');
    upkeep.onApplicationBootstrap();
    for (let capture = 0; capture < 1_000; capture++) upkeep.noteCapture();
    await upkeep.onModuleDestroy();
    expect(await tidyPages('memory_terms')).toBe(0);
  });

  it('waits for fifty captures, then tidies what has changed, and nothing when stopping', async () => {
    const upkeep = upkeepFor();
    for (let capture = 0; capture < 49; capture++) upkeep.noteCapture();
    await upkeep.onModuleDestroy();
    upkeep.noteCapture();
    await upkeep.onModuleDestroy();
    expect(await tidyPages('memory_terms')).toBe(0);

    const next = upkeepFor();
    for (let capture = 0; capture < 50; capture++) next.noteCapture();
    await tidied('memory_terms');
    await next.onModuleDestroy();
    // Forty rows are not worth it.
    expect(await tidyPages('memories')).toBe(0);
  });

  it('tidies tables that it has never heard of, and all of them at the start', async () => {
    await room.source.query('CREATE SCHEMA "Odd"');
    await room.source.query('CREATE TABLE "Odd"."Table" AS SELECT generate_series(1, 300) AS n');
    const upkeep = upkeepFor();
    upkeep.onApplicationBootstrap();
    await tidied('"Odd"."Table"');
    await tidied('memories');
    await upkeep.onModuleDestroy();
  });
});
