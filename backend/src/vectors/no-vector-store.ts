import { Injectable } from '@nestjs/common';
import type { InUse } from '../shared/index.js';
import { VectorStore, VectorStoreUnavailable } from './vector-store.js';

/** Stands where no vector store is: it says so, and neither keeps nor finds vectors. */
@Injectable()
export class NoVectorStore extends VectorStore {
  readonly exists = false;

  describe(): InUse {
    return {
      use: 'none',
      why: 'the database has no pgvector extension and MILVUS_ADDRESS is not set; recall is by words',
    };
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
