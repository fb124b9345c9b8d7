import { accepted, toUnavailable } from './milvus-faults.js';

const status = (code: number, error_code: string | number = 'UnexpectedError') => ({
  code,
  error_code,
  reason: 'as the server says',
});

describe('what Milvus answers', () => {
  it('is let through when it says success, in the old code and in the new one', () => {
    for (const said of [{}, { status: {} }, { code: 0, error_code: 'Success' }, { error_code: 0 }])
      expect(accepted(said)).toBe(said);
  });

  it.each([
    [status(0), 'milvus_failed'],
    [status(1), 'milvus_failed'],
    [status(1, 'NotReadyServe'), 'milvus_not_loaded'],
    [status(65_535, 'Success'), 'milvus_failed'],
    [status(7), 'milvus_full'],
    [status(9, 'ForceDeny'), 'milvus_full'],
    [status(101), 'milvus_not_loaded'],
    [status(503), 'milvus_not_loaded'],
    [status(100), 'milvus_collection_missing'],
    [status(0, 'CollectionNotExists'), 'milvus_collection_missing'],
    [status(1401), 'milvus_token_refused'],
  ])('is refused by name otherwise: %j is %s', (said, code) => {
    const wanted = expect.objectContaining({ code, message: expect.stringContaining(said.reason) });
    expect(() => accepted(said)).toThrow(wanted);
    expect(() => accepted({ status: said })).toThrow(wanted);
    // The SDK throws some of them as they are.
    expect(toUnavailable(said)).toEqual(wanted);
    expect(toUnavailable({ status: said })).toEqual(wanted);
  });

  it.each([
    [4, 'milvus_timeout'],
    [7, 'milvus_token_refused'],
    [8, 'milvus_full'],
    [13, 'milvus_failed'],
    [14, 'milvus_unreachable'],
    [16, 'milvus_token_refused'],
  ])('may be an error of gRPC: %i is %s', (grpc, code) => {
    expect(toUnavailable(Object.assign(new Error('14 x'), { code: grpc }))).toMatchObject({ code });
  });

  it('may be a mistake of the SDK', () => {
    const cause = new TypeError("Cannot read properties of null (reading 'scores')");
    expect(toUnavailable(cause)).toMatchObject({ code: 'milvus_failed', cause });
    expect(toUnavailable(undefined)).toMatchObject({ code: 'milvus_failed' });
  });
});
