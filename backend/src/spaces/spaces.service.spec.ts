import { DataSource, type Repository } from 'typeorm';
import { describeOnEachDatabase } from '../../test/support/describe-on-database.js';
import { RunningApp } from '../../test/support/running-app.js';
import { someUser } from '../../test/support/some-user.js';
import { SessionsService } from '../sessions/index.js';
import { LOCAL_USER_ID } from '../users/index.js';
import { newId } from '../shared/index.js';
import { User } from '../users/user.entity.js';
import { UsersService } from '../users/users.service.js';
import { Space } from './space.entity.js';
import { SpacesService } from './spaces.service.js';

describeOnEachDatabase('users and their spaces', (database) => {
  let running: RunningApp;
  let service: SpacesService;
  let spaces: Repository<Space>;
  let users: Repository<User>;
  let userId: string;
  beforeAll(async () => {
    running = await RunningApp.start({ ...(await database.settings()) });
    service = running.app.get(SpacesService, { strict: false });
    spaces = running.app.get(DataSource).getRepository(Space);
    users = running.app.get(DataSource).getRepository(User);
  });
  afterAll(() => running.stop());
  beforeEach(async () => (userId = await someUser(running.app)));

  const at20Once = <T>(work: () => Promise<T>) => Promise.all(Array.from({ length: 20 }, work));

  it('have one local user, whichever process makes sure of it first', async () => {
    const service = running.app.get(UsersService, { strict: false });
    await at20Once(() => service.onModuleInit());
    await expect(users.findBy({ id: LOCAL_USER_ID })).resolves.toHaveLength(1);
  });

  it('can be created, read, renamed and deleted', async () => {
    const { id } = await service.findOrCreate(userId, 'Work');
    await spaces.update({ id, userId }, { name: 'Office' });
    await expect(spaces.findOneBy({ id, userId })).resolves.toMatchObject({ name: 'Office' });
    await users.update({ id: userId }, { name: 'Renamed' });
    await expect(users.findOneBy({ id: userId })).resolves.toMatchObject({ name: 'Renamed' });
    await spaces.delete({ id, userId });
    await expect(spaces.findOneBy({ id, userId })).resolves.toBeNull();
  });

  it('have a default space, called Personal, that is found by that name too', async () => {
    const byDefault = await service.findOrCreate(userId);
    expect(byDefault).toMatchObject({ userId, name: 'Personal', isDefault: true });
    await expect(service.findOrCreate(userId, 'Personal')).resolves.toEqual(byDefault);
    await expect(service.findOrCreate(userId)).resolves.toEqual(byDefault);
  });

  it('have the default space also when it is asked for by name first', async () => {
    const byName = await service.findOrCreate(userId, 'Personal');
    expect(byName.isDefault).toBe(true);
    await expect(service.findOrCreate(userId)).resolves.toEqual(byName);
  });

  it('never have a second default space, nor two of a name', async () => {
    await service.findOrCreate(userId);
    const another = { id: newId(), userId, createdAt: new Date() };
    await expect(spaces.insert({ ...another, name: 'Other', isDefault: true })).rejects.toThrow(
      /unique/,
    );
    await expect(spaces.insert({ ...another, name: 'Personal', isDefault: false })).rejects.toThrow(
      /unique/,
    );
  });

  it.each([undefined, 'Personal', 'Work'])('make %s once for 20 requests', async (name) => {
    const made = await at20Once(() => service.findOrCreate(userId, name));
    expect(new Set(made.map(({ id }) => id)).size).toBe(1);
    await expect(spaces.countBy({ userId })).resolves.toBe(1);
  });

  it('make the default space once, asked for with and without its name', async () => {
    let turn = 0;
    const made = await at20Once(() =>
      service.findOrCreate(userId, turn++ % 2 ? 'Personal' : undefined),
    );
    expect(new Set(made.map(({ id }) => id)).size).toBe(1);
    expect(made[0]?.isDefault).toBe(true);
  });

  it('do not share a space of the same name', async () => {
    const other = await someUser(running.app);
    const mine = await service.findOrCreate(userId, 'Work');
    const theirs = await service.findOrCreate(other, 'Work');
    expect(theirs.id).not.toBe(mine.id);
  });

  it('take everything along when they are deleted', async () => {
    const sessions = running.app.get(SessionsService, { strict: false });
    const session = await sessions.create(userId, 'A title', 'Work');
    await users.delete({ id: userId });
    await expect(spaces.countBy({ userId })).resolves.toBe(0);
    await expect(sessions.get(userId, session.id)).rejects.toMatchObject({ code: 'not_found' });
  });
});
