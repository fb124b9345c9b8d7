/** Memories looked at by one statement: some ten milliseconds, in which nobody else waits for long. */
const WINDOW = 10_000;

/** A part of the memories: those with a number above `after`, up to and with `upTo`. */
export interface NumberWindow {
  readonly after: number;
  readonly upTo: number;
}

/** All memories up to the number `highest`, in parts. */
export function* numberWindows(highest: number): Iterable<NumberWindow> {
  for (let after = 0; after < highest; after += WINDOW)
    yield { after, upTo: Math.min(after + WINDOW, highest) };
}

/** A set of memories' numbers in an eighth of a byte each. */
export class NumberSet {
  private readonly bits: Uint8Array;

  constructor(highest: number) {
    this.bits = new Uint8Array((highest >> 3) + 1);
  }

  /** Numbers above the highest are not kept. */
  add(number: number): void {
    const byte = this.bits[number >> 3];
    if (byte !== undefined) this.bits[number >> 3] = byte | (1 << (number & 7));
  }

  has(number: number): boolean {
    return ((this.bits[number >> 3] ?? 0) & (1 << (number & 7))) !== 0;
  }
}
