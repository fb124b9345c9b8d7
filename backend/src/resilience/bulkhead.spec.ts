import { Bulkhead, type BulkheadOptions } from './bulkhead.js';

const aBulkhead = (options: Partial<BulkheadOptions> = {}) =>
  new Bulkhead({ perOwner: 2, running: 3, waiting: 1, waitMs: 60_000, ...options });

describe('a bulkhead', () => {
  it('lets so many of one owner be at work', async () => {
    const bulkhead = aBulkhead();
    const leave = await bulkhead.enter('a');
    await bulkhead.enter('a');
    await expect(bulkhead.enter('a')).rejects.toMatchObject({ why: 'owner' });
    expect(() => {
      bulkhead.check('a');
    }).toThrow();
    await bulkhead.enter('b');
    leave();
    leave();
    await expect(bulkhead.enter('a')).resolves.toBeDefined();
    expect(bulkhead.running).toBe(3);
  });

  it('lets some wait, in their order, and turns the others away at once', async () => {
    const bulkhead = aBulkhead({ running: 1, waiting: 2 });
    const leave = await bulkhead.enter('a');
    const order: string[] = [];
    const waiting = ['b', 'c'].map(async (owner) => {
      const leaveLater = await bulkhead.enter(owner);
      order.push(owner);
      leaveLater();
    });
    await expect(bulkhead.enter('d')).rejects.toMatchObject({ why: 'queue' });
    expect([bulkhead.running, bulkhead.waiting]).toEqual([1, 2]);
    leave();
    await Promise.all(waiting);
    expect(order).toEqual(['b', 'c']);
    expect([bulkhead.running, bulkhead.waiting]).toEqual([0, 0]);
  });

  it('turns away all who wait when it is told to', async () => {
    const bulkhead = aBulkhead({ running: 1, waiting: 2 });
    const leave = await bulkhead.enter('a');
    const waiting = [bulkhead.enter('b'), bulkhead.enter('c')];
    bulkhead.turnAwayWaiting();
    for (const one of waiting) await expect(one).rejects.toMatchObject({ why: 'late' });
    expect([bulkhead.running, bulkhead.waiting]).toEqual([1, 0]);
    leave();
    await expect(bulkhead.enter('b')).resolves.toBeDefined();
  });

  it('turns away who has waited too long, and forgets it', async () => {
    const bulkhead = aBulkhead({ running: 1, waitMs: 5 });
    const leave = await bulkhead.enter('a');
    await expect(bulkhead.enter('b')).rejects.toMatchObject({ why: 'late' });
    leave();
    expect([bulkhead.running, bulkhead.waiting]).toEqual([0, 0]);
    await bulkhead.enter('b');
    await expect(bulkhead.enter('b')).rejects.toMatchObject({ why: 'late' });
  });
});
