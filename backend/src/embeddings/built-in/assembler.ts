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
  divide(): this {
    return this.put(0x95);
  }
  greater(): this {
    return this.put(0x97);
  }
  storeFloat(): this {
    return this.put(0x38, 2, 0);
  }
  float(value: number): this {
    return this.bytes(0x43, ...new Uint8Array(Float32Array.of(value).buffer));
  }
  isPositive(): this {
    return this.number(0).put(0x4a);
  }

  /** 16 bytes from the address on the stack, `offset` bytes further on. */
  load(offset: number): this {
    return this.vector(0x00, 4, offset);
  }
  /** Four bytes from there, four times. */
  loadFourTimes(offset: number): this {
    return this.vector(0x09, 2, offset);
  }
  store(offset: number): this {
    return this.vector(0x0b, 4, offset);
  }
  zeros(): this {
    return this.vector(0x0c, ...Array<number>(16).fill(0));
  }

  /** Of eight times two integers of 16 bits, the sums of each two neighbouring products. */
  multiplyPairs(): this {
    return this.vector(0xba);
  }
  addIntegers(): this {
    return this.vector(0xae);
  }
  toFloats(): this {
    return this.vector(0xfa);
  }
  /** One float of the stack, four times. */
  asFloats(): this {
    return this.vector(0x13);
  }
  /** One of the four floats of a vector, as one float. */
  floatOf(place: number): this {
    return this.vector(0x1f, place);
  }
  withoutSign(): this {
    return this.vector(0xe0);
  }
  nearest(): this {
    return this.vector(0x6a);
  }
  /** Anything that is no number becomes 0. */
  toIntegers(): this {
    return this.vector(0xf8);
  }
  /** Two times four integers of 32 bits as eight of 16 bits. */
  narrow(): this {
    return this.vector(0x85);
  }
  addFloats(): this {
    return this.vector(0xe4);
  }
  multiplyFloats(): this {
    return this.vector(0xe6);
  }
  greaterFloats(): this {
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

const TYPES = { number: 0x7f, float: 0x7d, vector: 0x7b } as const;

/** Of what type a parameter or a local is: whole number, float, or vector of 16 bytes. */
export type LocalType = keyof typeof TYPES;

/** A function without result. */
export interface CompiledFunction {
  readonly name: string;
  readonly parameters: readonly LocalType[];
  /** Numbered on from the parameters. */
  readonly locals: readonly LocalType[];
  readonly code: readonly number[];
}

/** A module that exports functions, on the memory that it is given as `host.memory`. */
export function assemble(functions: readonly CompiledFunction[]): Uint8Array<ArrayBuffer> {
  const types = functions.map(({ parameters }) => [0x60, ...list(parameters.map(byteOf)), 0]);
  const exported = functions.map(({ name: text }, index) => [...name(text), 0x00, index]);
  const bodies = functions.map(({ locals, code }) => {
    const body = [...list(locals.map((type) => [1, ...byteOf(type)])), ...code, 0x0b];
    return [...unsigned(body.length), ...body];
  });
  return Uint8Array.from([
    ...[0x00, 0x61, 0x73, 0x6d, 0x01, 0x00, 0x00, 0x00],
    ...section(1, list(types)),
    ...section(2, list([[...name('host'), ...name('memory'), 0x02, 0x00, 1]])),
    ...section(3, list(functions.map((_, index) => [index]))),
    ...section(7, list(exported)),
    ...section(10, list(bodies)),
  ]);
}

const byteOf = (type: LocalType): number[] => [TYPES[type]];

/** Entries, after how many there are. */
const list = (entries: readonly (readonly number[])[]): number[] => [
  ...unsigned(entries.length),
  ...entries.flat(),
];

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
