import { DataSource } from 'typeorm';
import { describeOnEachDatabase } from '../../test/support/describe-on-database.js';
import { RunningApp } from '../../test/support/running-app.js';
import { someUser } from '../../test/support/some-user.js';
import { newId } from '../shared/index.js';
import { SpacesService } from '../spaces/index.js';
import { Session } from './session.entity.js';
import { SessionsService } from './sessions.service.js';

describeOnEachDatabase('conversations', (database) => {
  let running: RunningApp;
  let service: SessionsService;
  let userId: string;
  let other: string;
  beforeAll(async () => {
    running = await RunningApp.start({ ...(await database.settings()) });
    service = running.app.get(SessionsService, { strict: false });
    other = await someUser(running.app);
  });
  afterAll(() => running.stop());
  beforeEach(async () => (userId = await someUser(running.app)));

  const notFound = expect.objectContaining({ code: 'not_found', status: 404 });

  it('can be created, read, renamed and deleted', async () => {
    const made = await service.create(userId, undefined, 'Work');
    expect(made).toMatchObject({ title: null, spaceName: 'Work', headId: null });
    await expect(service.get(userId, made.id)).resolves.toEqual(made);
    await service.rename(userId, made.id, 'Plans');
    await expect(service.get(userId, made.id)).resolves.toEqual(
      Object.assign(made, { title: 'Plans' }),
    );
    await service.delete(userId, made.id);
    await expect(service.get(userId, made.id)).rejects.toEqual(notFound);
    await expect(service.delete(userId, made.id)).rejects.toEqual(notFound);
  });

  it('are nothing to anybody else', async () => {
    const { id } = await service.create(userId, 'Mine');
    await expect(service.get(other, id)).rejects.toEqual(notFound);
    await expect(service.rename(other, id, 'Theirs')).rejects.toEqual(notFound);
    await expect(service.move(other, id, 'Theirs')).rejects.toEqual(notFound);
    await expect(service.delete(other, id)).rejects.toEqual(notFound);
    const lock = running.app
      .get(DataSource)
      .transaction((manager) => service.lock(manager, other, id));
    await expect(lock).rejects.toEqual(notFound);
    expect((await service.list(other, { limit: 100 })).items).toEqual([]);
    await expect(service.get(userId, id)).resolves.toMatchObject({ title: 'Mine' });
  });

  it('cannot move to a space that has the same import', async () => {
    const made = [
      await service.create(userId, 'A', 'Here'),
      await service.create(userId, 'B', 'There'),
    ];
    const source = running.app.get(DataSource);
    for (const { id } of made)
      await source.getRepository(Session).update({ id }, { externalId: 'x' });
    const [{ id } = { id: '' }] = made;
    await expect(service.move(userId, id, 'There')).rejects.toMatchObject({
      code: 'session_exists',
      status: 409,
    });
    await expect(service.get(userId, id)).resolves.toMatchObject({ spaceName: 'Here' });
  });

  it("cannot be put into somebody else's space", async () => {
    const spaces = running.app.get(SpacesService, { strict: false });
    const { id: spaceId } = await spaces.findOrCreate(other, 'Theirs');
    const { id, ...mine } = await service.create(userId);
    const row = { ...mine, id: newId(), spaceId };
    const sessions = running.app.get(DataSource).getRepository(Session);
    await expect(sessions.insert(row)).rejects.toThrow(/foreign key/);
    await expect(sessions.update({ id, userId }, { spaceId })).rejects.toThrow(/foreign key/);
  });

  /** All pages of a list, and that their cursors end. */
  async function pages(limit: number): Promise<string[][]> {
    const all: string[][] = [];
    let cursor: string | undefined;
    do {
      const page = await service.list(userId, { limit, cursor });
      all.push(page.items.map(({ id }) => id));
      cursor = page.nextCursor ?? undefined;
    } while (cursor !== undefined && all.length < 50);
    return all;
  }

  it.each([1, 2, 3, 7, 8])(
    'are listed newest first, %i a page, none twice or left out',
    async (limit) => {
      const made: string[] = [];
      for (let index = 0; index < 7; index++) made.unshift((await service.create(userId)).id);
      const sessions = running.app.get(DataSource).getRepository(Session);
      // Five of the seven at the very same moment.
      const updatedAt = new Date('2020-11-25T10:00:00.123Z');
      await sessions.update(made.slice(1, 6), { updatedAt });
      await sessions.update(made.slice(6), { updatedAt: new Date('2020-11-25T09:00:00.000Z') });
      const listed = await pages(limit);
      expect(listed.flat()).toEqual(made);
      expect(listed).toHaveLength(Math.ceil(7 / limit));
    },
  );

  it('are listed on from a cursor whose conversation was deleted meanwhile', async () => {
    const made: string[] = [];
    for (let index = 0; index < 3; index++) made.unshift((await service.create(userId)).id);
    const { nextCursor, items } = await service.list(userId, { limit: 2 });
    await service.delete(userId, items[1]?.id ?? '');
    const rest = await service.list(userId, { limit: 2, cursor: nextCursor ?? '' });
    expect(rest.items.map(({ id }) => id)).toEqual(made.slice(2));
  });

  it('keep a title that was given, and take the first message for one otherwise', async () => {
    const database = running.app.get(DataSource);
    const advance = (id: string, said: string) =>
      database.transaction(async (manager) => {
        const session = await service.lock(manager, userId, id);
        await service.advance(manager, session, newId(), said);
      });
    const named = await service.create(userId, 'Named');
    const unnamed = await service.create(userId);
    for (const { id } of [named, unnamed]) await advance(id, 'Tell me about tea.\nPlease.');
    await advance(unnamed.id, 'And coffee?');
    expect((await service.get(userId, named.id)).title).toBe('Named');
    const titled = await service.get(userId, unnamed.id);
    expect(titled.title).toBe('Tell me about tea.');
    expect(titled.updatedAt.getTime()).toBeGreaterThanOrEqual(unnamed.updatedAt.getTime());
  });

  it('let one transaction at a time have them', async () => {
    const { id } = await service.create(userId);
    const database = running.app.get(DataSource);
    const order: string[] = [];
    const first = Promise.withResolvers<undefined>();
    const locked = Promise.withResolvers<undefined>();
    const one = database.transaction(async (manager) => {
      await service.lock(manager, userId, id);
      locked.resolve(undefined);
      await first.promise;
      order.push('one');
    });
    await locked.promise;
    const two = database.transaction(async (manager) => {
      await service.lock(manager, userId, id);
      order.push('two');
    });
    first.resolve(undefined);
    await Promise.all([one, two]);
    expect(order).toEqual(['one', 'two']);
  });
});
