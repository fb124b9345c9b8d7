/**
 * Writes WebAssembly by instruction. The opcodes are those of the specification, "Binary Format"
 * (https://webassembly.github.io/spec/core/binary/).
 */
export class Assembler {
  readonly code: number[] = [];

  get(...locals: readonly number[]): this {
    return this.each(locals, (local) => this.put(0x20, local));
  }
  set(...locals: readonly number[]): this {
    return this.each(locals, (local) => this.put(0x21, local));
  }
  tee(local: number): this {
    return this.put(0x22, local);
  }
  /** A whole number of 32 bits, 0 or more. */
  number(value: number): this {
    return this.bytes(0x41, ...signed(value));
  }
  add(): this {
    return this.put(0x6a);
  }
  subtract(): this {
    return this.put(0x6b);
  }
  multiply(): this {
    return this.put(0x6c);
  }
  isLess(): this {
    return this.put(0x49);
  }
  isPositive(): this {
    return this.number(0).put(0x4a);
  }

  /** Four floats from the address on the stack, `offset` bytes further on. */
  load(offset: number): this {
    return this.vector(0, 4, offset);
  }
  /** One float from there, four times. */
  loadOneAsFour(offset: number): this {
    return this.vector(9, 2, offset);
  }
  store(offset: number): this {
    return this.vector(11, 4, offset);
  }
  /** One float of the stack, four times. */
  asFour(): this {
    return this.vector(0x13);
  }
  addFour(): this {
    return this.vector(0xe4);
  }
  multiplyFour(): this {
    return this.vector(0xe6);
  }
  greaterOfFour(): this {
    return this.vector(0xe9);
  }

  /** Does `body` again as long as what it leaves on the stack is not 0. */
  repeat(body: () => void): this {
    this.put(0x03, 0x40);
    body();
    return this.put(0x0d, 0).put(0x0b);
  }

  private vector(opcode: number, ...operands: readonly number[]): this {
    this.bytes(0xfd).put(opcode);
    return this.each(operands, (operand) => this.put(operand));
  }
  private put(...numbers: readonly number[]): this {
    return this.bytes(...numbers.flatMap(unsigned));
  }
  private bytes(...bytes: readonly number[]): this {
    this.code.push(...bytes);
    return this;
  }
  private each(values: readonly number[], put: (value: number) => void): this {
    values.forEach(put);
    return this;
  }
}

const F32 = 0x7d;
const I32 = 0x7f;
const V128 = 0x7b;

/** A function without result: `numbers` whole numbers, then one float, then its locals, then its code. */
export interface FunctionOfNumbers {
  readonly numbers: number;
  readonly locals: { readonly numbers: number; readonly vectors: number };
  readonly code: readonly number[];
}

/** A module of one function, exported as `run`, on the memory that it is given as `host.memory`. */
export function assemble({ numbers, locals, code }: FunctionOfNumbers): Uint8Array<ArrayBuffer> {
  const type = [1, 0x60, numbers + 1, ...Array<number>(numbers).fill(I32), F32, 0];
  const declared = [2, ...unsigned(locals.numbers), I32, ...unsigned(locals.vectors), V128];
  const body = [...declared, ...code, 0x0b];
  return Uint8Array.from([
    ...[0x00, 0x61, 0x73, 0x6d, 0x01, 0x00, 0x00, 0x00],
    ...section(1, type),
    ...section(2, [1, ...name('host'), ...name('memory'), 0x02, 0x00, 1]),
    ...section(3, [1, 0]),
    ...section(7, [1, ...name('run'), 0x00, 0]),
    ...section(10, [1, ...unsigned(body.length), ...body]),
  ]);
}

const section = (id: number, content: readonly number[]): number[] => [
  id,
  ...unsigned(content.length),
  ...content,
];

const name = (text: string): number[] => [text.length, ...Buffer.from(text, 'ascii')];

/** LEB128. */
function unsigned(value: number): number[] {
  return value < 0x80 ? [value] : [(value & 0x7f) | 0x80, ...unsigned(value >>> 7)];
}

function signed(value: number): number[] {
  return value < 0x40 ? [value] : [(value & 0x7f) | 0x80, ...signed(value >>> 7)];
}
