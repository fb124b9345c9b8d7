import { Assembler, type CompiledFunction } from './assembler.ts';
import { LARGEST } from './matrix-product.ts';

/** Floats of a row that are rounded in one run of the loop. */
const WIDTH = 16;

/**
 * Writes rows of floats as 16-bit integers, from 0 to `LARGEST` or the negative of it, and for each row
 * the float that these have to be multiplied by. Addresses and strides are in bytes.
 * @param to where the rows go, one behind the other.
 * @param width floats of a row, a multiple of 16.
 */
export type RowRounding = (
  from: number,
  stride: number,
  to: number,
  scales: number,
  rows: number,
  width: number,
) => void;

const FLOAT = Float32Array.BYTES_PER_ELEMENT;
const INTEGER = Int16Array.BYTES_PER_ELEMENT;
const VECTOR = 16;

// The numbers of the locals: the parameters, and then what the loops need.
const [FROM, STRIDE, TO, SCALES, ROWS_LEFT, ROW_WIDTH, PLACE, END] = [
  0, 1, 2, 3, 4, 5, 6, 7,
] as const;
const [GREATEST, GREATEST_OF_FOUR, FACTORS] = [8, 9, 10] as const;

/** In vectors: in JavaScript, rounding takes as long as multiplying. */
export function rowRounding(): CompiledFunction {
  const to = new Assembler();
  to.repeat(() => {
    to.get(FROM, ROW_WIDTH).number(FLOAT).multiply().add().set(END);
    findGreatest(to);
    to.get(SCALES, GREATEST).float(LARGEST).divide().storeFloat();
    // In a row of zeros the factor is infinite, and zero times infinity becomes 0 again.
    to.float(LARGEST).get(GREATEST).divide().asFloats().set(FACTORS);
    roundRow(to);
    to.get(FROM, STRIDE).add().set(FROM).get(SCALES).number(FLOAT).add().set(SCALES);
    to.get(ROWS_LEFT).number(1).subtract().tee(ROWS_LEFT);
  });
  return {
    name: 'round',
    parameters: ['number', 'number', 'number', 'number', 'number', 'number'],
    locals: ['number', 'number', 'float', 'vector', 'vector'],
    code: to.code,
  };
}

function findGreatest(to: Assembler): void {
  to.zeros().set(GREATEST_OF_FOUR).get(FROM).set(PLACE);
  to.repeat(() => {
    for (let vector = 0; vector < WIDTH / 4; vector++)
      to.get(PLACE)
        .load(vector * VECTOR)
        .withoutSign()
        .get(GREATEST_OF_FOUR)
        .greaterFloats()
        .set(GREATEST_OF_FOUR);
    goOn(to);
  });
  for (let place = 0; place < 4; place++) to.get(GREATEST_OF_FOUR).floatOf(place);
  to.greater().greater().greater().set(GREATEST);
}

function roundRow(to: Assembler): void {
  const rounded = (vector: number) =>
    to
      .get(PLACE)
      .load(vector * VECTOR)
      .get(FACTORS)
      .multiplyFloats()
      .nearest()
      .toIntegers();
  to.get(FROM).set(PLACE);
  to.repeat(() => {
    for (let pair = 0; pair < WIDTH / 8; pair++) {
      to.get(TO);
      rounded(2 * pair);
      rounded(2 * pair + 1)
        .narrow()
        .store(pair * VECTOR);
    }
    to.get(TO)
      .number(WIDTH * INTEGER)
      .add()
      .set(TO);
    goOn(to);
  });
}

/** Goes on in the row, and leaves whether there is more of it. */
function goOn(to: Assembler): void {
  to.get(PLACE)
    .number(WIDTH * FLOAT)
    .add()
    .tee(PLACE)
    .get(END)
    .isLess();
}
