import { milvusServer } from './milvus-server.js';

describe('the version of Milvus', () => {
  it.each([
    ['', true, false],
    ['v2.1.0', true, true],
    ['v2.2.16', true, true],
    ['2.3.0', false, true],
    ['v2.3.5-lite', false, true],
    ['v2.3.9', false, true],
    ['v2.3.10', false, false],
    ['2.4', false, false],
    ['v2.4.0-rc.1', false, false],
    ['v2.10.1', false, false],
    ['v3.0.0', false, false],
    ['milvus_lite-3.2.2', false, false],
    ['master-20260101-abcdef', false, false],
  ])('%j: too old %j, misplaces upserts %j', (version, tooOld, misplacesUpserts) => {
    expect(milvusServer(version)).toEqual({ version, tooOld, misplacesUpserts });
  });
});
