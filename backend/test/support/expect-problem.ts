import type { Reply } from './api-client.ts';

/** A refusal as every one must be: a problem document with a code and a sentence, and no innards. */
export function expectProblem(reply: Reply<unknown>, status: number, code: string): void {
  expect(reply).toMatchObject({
    status,
    body: { status, code, detail: expect.stringMatching(/\w/) },
  });
  expect(reply.contentType).toMatch(/^application\/problem\+json/);
  expect(JSON.stringify(reply.body)).not.toMatch(
    /\bat .+\.[jt]s:\d+|node_modules|QueryFailedError/,
  );
}
