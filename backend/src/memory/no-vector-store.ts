import { Injectable } from '@nestjs/common';
import { VectorSettings } from '../config/index.js';
import type { InUse } from '../shared/index.js';
import { VectorStore, VectorStoreUnavailable } from './vector-store.js';

/** Stands where no vector store is: it says so, and neither keeps nor finds vectors. */
@Injectable()
export class NoVectorStore extends VectorStore {
  constructor(private readonly settings: VectorSettings) {
    super();
  }

  describe(): InUse {
    const why = 'this version recalls by words, which needs no vectors';
    return {
      use: 'none',
      why: this.settings.milvusAddress ? `${why}; MILVUS_ADDRESS is not used yet` : why,
    };
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
}

const absent = () => Promise.reject(new VectorStoreUnavailable('There is no vector store'));
