import { DataSource } from 'typeorm';
import type { ApiClient } from '../../test/support/api-client.js';
import { describeOnEachDatabase } from '../../test/support/describe-on-database.js';
import { expectProblem } from '../../test/support/expect-problem.js';
import { RunningApp } from '../../test/support/running-app.js';
import { newId } from '../shared/index.js';

interface Space {
  readonly id: string;
  readonly name: string;
  readonly isDefault: boolean;
  readonly sessions: number;
}

describeOnEachDatabase('spaces over HTTP', (database) => {
  let running: RunningApp;
  let api: ApiClient;
  beforeAll(async () => {
    running = await RunningApp.start({ ...(await database.settings()) });
    api = running.api;
  });
  afterAll(() => running.stop());
  beforeEach(() => running.app.get(DataSource).query('DELETE FROM spaces'));

  const list = async () => (await api.call<{ items: Space[] }>('GET', '/api/spaces')).body.items;
  const names = async () => (await list()).map(({ name }) => name);
  const make = async (name: string) =>
    (await api.call<Space>('POST', '/api/spaces', { name })).body;
  const say = async (message: string, space?: string) =>
    (await api.call<{ sessionId: string }>('POST', '/api/chat', { message, space })).body.sessionId;
  const found = async (query: string, space?: string): Promise<string[]> => {
    const reply = await api.call<{ items: { text: string }[] }>('POST', '/api/memories/recall', {
      query,
      space,
    });
    return reply.body.items.map(({ text }) => text);
  };

  it('can be made, listed, renamed and deleted; the default one is there from the start', async () => {
    expect(await list()).toMatchObject([{ name: 'Personal', isDefault: true, sessions: 0 }]);
    const work = await make('Work');
    await make('Club');
    await say('The deadline is for taxes.', 'Work');
    expect(await names()).toEqual(['Personal', 'Club', 'Work']);
    expect((await list()).at(2)).toMatchObject({ id: work.id, sessions: 1 });
    const renamed = await api.call('PATCH', `/api/spaces/${work.id}`, { name: 'Office' });
    expect(renamed).toMatchObject({ status: 200, body: { name: 'Office', sessions: 1 } });
    expect(await found('deadline taxes', 'Office')).toEqual(['The deadline is for taxes.']);
    expect((await api.call('DELETE', `/api/spaces/${work.id}`)).status).toBe(204);
    expect(await names()).toEqual(['Personal', 'Club']);
  });

  it('keep the default one under whatever name it has', async () => {
    const [first] = await list();
    const path = `/api/spaces/${first?.id ?? ''}`;
    await api.call('PATCH', path, { name: 'Home' });
    await say('My dog is called Rex.');
    expect(await list()).toMatchObject([{ name: 'Home', isDefault: true, sessions: 1 }]);
    expectProblem(await api.call('DELETE', path), 409, 'default_space');
    await say('My cat is called Tom.', 'Personal');
    expect(await names()).toEqual(['Home', 'Personal']);
    expect(await found('dog', 'Personal')).not.toContain('My dog is called Rex.');
    expect(await found('dog')).toContain('My dog is called Rex.');
  });

  it('take conversations and memories along when they are deleted', async () => {
    const session = await say('The deadline is for taxes.', 'Work');
    const work = (await list()).find(({ name }) => name === 'Work');
    await api.call('DELETE', `/api/spaces/${work?.id ?? ''}`);
    expectProblem(await api.call('GET', `/api/sessions/${session}`), 404, 'not_found');
    await make('Work');
    expect(await found('deadline taxes', 'Work')).toEqual([]);
  });

  it('are told apart by their names', async () => {
    const { id } = await make('Work');
    await make('Club');
    expectProblem(await api.call('POST', '/api/spaces', { name: 'Work' }), 409, 'space_exists');
    expectProblem(await api.call('POST', '/api/spaces', { name: 'Personal' }), 409, 'space_exists');
    const taken = await api.call('PATCH', `/api/spaces/${id}`, { name: 'Club' });
    expectProblem(taken, 409, 'space_exists');
  });

  it.each([{ name: '' }, { name: ' ' }, { name: 'x'.repeat(101) }, { name: 5 }, {}])(
    'refuse %j',
    async (body) => {
      expectProblem(await api.call('POST', '/api/spaces', body), 400, 'validation_failed');
    },
  );

  it('are nothing under an id that nobody has', async () => {
    const path = `/api/spaces/${newId()}`;
    expectProblem(await api.call('PATCH', path, { name: 'Work' }), 404, 'not_found');
    expectProblem(await api.call('DELETE', path), 404, 'not_found');
  });

  it('take a conversation that moves, with its memories, which leave the old one', async () => {
    const session = await say('My dog is called Rex.');
    await say('The deadline is for taxes.', 'Work');
    const moved = await api.call('PATCH', `/api/sessions/${session}`, { space: 'Club' });
    expect(moved).toMatchObject({ status: 200, body: { space: 'Club' } });
    expect(await found('dog')).toEqual([]);
    expect(await found('dog', 'Club')).toHaveLength(1);
    await api.call('PATCH', `/api/sessions/${session}`, { space: 'Work', title: 'Rex' });
    expect(await found('dog', 'Work')).toHaveLength(1);
    expect(await found('dog', 'Club')).toEqual([]);
    expect(await found('deadline taxes', 'Work')).toHaveLength(1);
  });

  it('show their own conversations', async () => {
    await say('My dog is called Rex.');
    const session = await say('The deadline is for taxes.', 'Work');
    const of = async (space: string) =>
      api.call<{ items: { id: string }[] }>('GET', `/api/sessions?space=${space}`);
    expect((await of('Work')).body.items.map(({ id }) => id)).toEqual([session]);
    expectProblem(await of('Nowhere'), 404, 'space_not_found');
  });
});
