import type { InUse } from '../shared/index.js';
import { VectorStore, VectorStoreUnavailable } from './vector-store.js';

/** Stands where no vector store is: it says so, and neither keeps nor finds vectors. */
export class NoVectorStore extends VectorStore {
  readonly exists = false;

  /** @param why in words for a person, with what can be done about it. */
  constructor(private readonly why: string) {
    super();
  }

  describe(): InUse {
    return { use: 'none', why: this.why };
  }

  prepare(): Promise<never> {
    return absent();
  }

  activate(): Promise<never> {
    return absent();
  }

  drop(): Promise<never> {
    return absent();
  }

  nearest(): Promise<never> {
    return absent();
  }

  upsert(): Promise<never> {
    return absent();
  }

  delete(): Promise<never> {
    return absent();
  }

  count(): Promise<never> {
    return absent();
  }

  async *iterate(): AsyncIterable<never> {
    yield await absent();
  }
}

const absent = () => Promise.reject(new VectorStoreUnavailable('There is no vector store'));
