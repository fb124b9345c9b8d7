import { describeOnEachDatabase } from '../support/describe-on-database.ts';
import { Journal } from '../support/resilience/journal.ts';
import { KillHarness } from '../support/resilience/kill-harness.ts';

const WITHIN = 600_000;

describeOnEachDatabase('killed again and again under ten writers', (database) => {
  it(
    'loses and doubles nothing that it acknowledged',
    async () => {
      const report = await KillHarness.run({
        database: await database.settings(),
        // Twenty on both databases together; `npm run bench:resilience` does it a hundred times on each.
        kills: 10,
        writers: 10,
        seed: 6,
        longestLifeMs: 800,
      });
      expect(report).toMatchObject({ lost: [], doubled: [], crossed: [], unremembered: [] });
      // It was killed at work, and what broke off came again.
      expect(report.acknowledged).toBeGreaterThan(0);
      expect(report.repeated).toBeGreaterThan(0);
    },
    WITHIN,
  );
});

describe('the journal', () => {
  const entry = { requestId: 'r1', messageId: 'm1', sessionId: 's1', text: 'One.' };
  const other = { requestId: 'r2', messageId: 'm2', sessionId: 's1', text: 'Two.' };
  const journal = new Journal();
  journal.acknowledge(entry);
  journal.acknowledge(other);
  const nothing = { lost: [], doubled: [], crossed: [], unremembered: [] };

  it.each([
    ['is as acknowledged', [entry, other], {}],
    ['holds more than was acknowledged', [entry, other, { ...other, text: 'Three.' }], {}],
    ['lacks one', [entry], { lost: ['Two.'] }],
    ['holds one twice', [entry, other, { ...other, messageId: 'm3' }], { doubled: ['Two.'] }],
    ['has one elsewhere', [entry, { ...other, sessionId: 's2' }], { crossed: ['Two.'] }],
  ])('sees when the database %s', (_, rows, expected) => {
    const stored = rows.map((row) => ({ ...row, memories: 1 }));
    expect(journal.compare(stored)).toEqual({ ...nothing, ...expected });
  });

  it('sees a message without its memory, and one that is acknowledged as two', () => {
    const stored = [entry, other].map((row) => ({ ...row, memories: row === other ? 0 : 1 }));
    expect(journal.compare(stored)).toEqual({ ...nothing, unremembered: ['Two.'] });
    expect(() => journal.acknowledge({ ...entry, messageId: 'm9' })).toThrow(/m1, then as m9/);
  });
});
