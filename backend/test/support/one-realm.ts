/** Whether a value is an error, of whichever realm (ES2026, in Node from 24 on). */
declare global {
  interface ErrorConstructor {
    isError(value: unknown): value is Error;
  }
}

// jest runs each suite in a realm of its own, where what Node's own modules throw is no `Error`: the
// code under test would take another way than it takes in the product.
Object.defineProperty(Error, Symbol.hasInstance, {
  value(this: unknown, value: unknown): boolean {
    if (this === Error) return Error.isError(value);
    return Function.prototype[Symbol.hasInstance].call(this as () => unknown, value);
  },
});
