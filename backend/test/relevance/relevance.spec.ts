import { figuresOf } from './figures.ts';
import { measuredProduct } from './measured-product.ts';
import { readRecord } from './record-file.ts';
import { slideBetween } from './slide.ts';
import { tableOf } from './table.ts';

/** Recall of the whole product on conversations of our own: README.md says what each figure is. */
describe('recall on the labelled conversations', () => {
  let scored: Awaited<ReturnType<typeof measuredProduct>>;

  beforeAll(async () => {
    scored = await measuredProduct();
  }, 600_000);

  it('is no worse than recorded', () => {
    const figures = figuresOf(scored);
    process.stdout.write(`${tableOf(figures)}\n`);
    expect(slideBetween(readRecord(), figures)).toEqual([]);
  });

  it('never shows a memory of another space', () => {
    const leaking = scored.filter(({ foreign }) => foreign > 0);
    expect(leaking.map(({ question }) => question.text)).toEqual([]);
  });
});
