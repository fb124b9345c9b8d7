import { figuresOf } from './figures.ts';
import { measuredProduct } from './measured-product.ts';
import { writeRecord } from './record-file.ts';
import { tableOf } from './table.ts';

// `npm run relevance:record` runs this file alone, by vitest, which prepares the product's source.
it('records what recall is worth now', async () => {
  const figures = figuresOf(await measuredProduct());
  writeRecord(figures);
  process.stdout.write(`${tableOf(figures)}\n`);
}, 600_000);
