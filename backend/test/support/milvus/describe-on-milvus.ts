import { MILVUS_KIND, milvusIsInstalled } from './real-milvus.ts';

/**
 * Runs a suite on a real Milvus server. Where none is installed its tests count as skipped, except
 * under `CI=true`, where that is a failure: a pipeline must not go green by testing less.
 */
export function describeOnMilvus(name: string, suite: () => void): void {
  const title = `${name} (Milvus ${MILVUS_KIND})`;
  if (milvusIsInstalled()) describe(title, suite);
  else if (process.env['CI'] !== 'true') describe.skip(title, suite);
  else
    it(title, () => {
      throw new Error(`Run: node tools/milvus-server.mjs ${MILVUS_KIND} --install`);
    });
}
