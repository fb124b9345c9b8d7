import { Injectable } from '@nestjs/common';
import type { InUse } from '../shared/index.js';
import { Embedder, EmbedderUnavailable } from './embedder.js';

/** Stands where no embedding model is: it says so, and has no vector to give. */
@Injectable()
export class NoEmbedder extends Embedder {
  describe(): InUse {
    return { use: 'none', why: 'this version recalls by words, which needs no embedding model' };
  }

  model(): Promise<never> {
    return absent();
  }

  embed(): Promise<never> {
    return absent();
  }
}

const absent = () => Promise.reject(new EmbedderUnavailable('There is no embedding model'));
