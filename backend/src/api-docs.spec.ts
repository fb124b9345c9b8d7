import type { OpenAPIObject } from '@nestjs/swagger';
import { RunningApp } from '../test/support/running-app.js';

const METHODS = ['get', 'post', 'patch', 'put', 'delete'] as const;

describe("the API's document", () => {
  let running: RunningApp;
  let document: OpenAPIObject;
  beforeAll(async () => {
    running = await RunningApp.start();
    document = (await running.api.call<OpenAPIObject>('GET', '/api/docs-json')).body;
  });
  afterAll(() => running.stop());

  const operations = () =>
    Object.entries(document.paths).flatMap(([path, item]) =>
      METHODS.flatMap((method) => {
        const operation = item[method];
        return operation ? [{ name: `${method.toUpperCase()} ${path}`, operation }] : [];
      }),
    );
  const find = (wanted: string) =>
    operations().find(({ name }) => name === wanted)?.operation ??
    (() => {
      throw new Error(`${wanted} is not in the document`);
    })();

  it('has every call of the contract, and no other', () => {
    expect(
      operations()
        .map(({ name }) => name)
        .sort(),
    ).toEqual(
      [
        'POST /api/sessions',
        'GET /api/sessions',
        'GET /api/sessions/{id}',
        'PATCH /api/sessions/{id}',
        'DELETE /api/sessions/{id}',
        'GET /api/sessions/{id}/messages',
        'POST /api/sessions/{id}/messages',
        'DELETE /api/sessions/{id}/messages',
        'GET /api/streams/{id}',
        'POST /api/streams/{id}/stop',
        'POST /api/streams/{id}/continue',
        'POST /api/chat',
        'GET /api/messages/{id}/receipt',
        'POST /api/memories/recall',
        'GET /api/search',
        'GET /api/spaces',
        'POST /api/spaces',
        'PATCH /api/spaces/{id}',
        'DELETE /api/spaces/{id}',
        'POST /api/import',
        'GET /api/import',
        'GET /api/import/{id}',
        'DELETE /api/import/{id}',
        'GET /api/jobs/dead',
        'POST /api/jobs/dead/redrive',
        'GET /api/status',
        'GET /health/live',
        'GET /health/ready',
        'GET /health',
        'GET /metrics',
        'GET /api/breakers',
        'POST /api/breakers/open',
        'POST /api/breakers/close',
      ].sort(),
    );
  });

  it('has what each call answers when it succeeds', () => {
    for (const { name, operation } of operations()) {
      const successes = Object.keys(operation.responses).filter((status) => status.startsWith('2'));
      expect({ name, successes }).toEqual({ name, successes: [expect.any(String)] });
    }
    const statuses = Object.keys(find('POST /api/sessions').responses);
    expect(statuses).toContain('201');
    expect(Object.keys(find('DELETE /api/sessions/{id}').responses)).toContain('204');
  });

  it('has problem documents for what each call of the API can refuse', () => {
    for (const { name, operation } of operations().filter(({ name }) => name.includes('{id}'))) {
      expect({ name, statuses: Object.keys(operation.responses) }).toEqual({
        name,
        statuses: expect.arrayContaining(['400', '404']),
      });
      expect(operation.responses['404']).toMatchObject({
        content: {
          'application/problem+json': { schema: { $ref: '#/components/schemas/Problem' } },
        },
      });
    }
    const chat = Object.keys(find('POST /api/chat').responses);
    expect(chat).toEqual(expect.arrayContaining(['409', '413', '429', '502', '503', '504']));
  });

  it('describes the stream with an example of each event', () => {
    const { responses } = find('POST /api/sessions/{id}/messages');
    const content = JSON.stringify(responses['200']);
    expect(content).toContain('"text/event-stream"');
    for (const event of ['meta', 'memory', 'token', 'done'])
      expect(content).toContain(`event: ${event}`);
    expect(content).toMatch(/`error`/);
  });

  it('has an example where a person would want one', () => {
    const schemas = JSON.stringify(document.components?.schemas);
    for (const example of ['What is my dog called?', 'Plans for the garden', 'model_unreachable'])
      expect(schemas).toContain(example);
  });

  it('leads nowhere that is not there', () => {
    const text = JSON.stringify(document);
    const named = Object.keys(document.components?.schemas ?? {});
    for (const [, name] of text.matchAll(/"#\/components\/schemas\/(\w+)"/g))
      expect(named).toContain(name);
  });

  it('is shown to people', async () => {
    const { status, contentType } = await running.api.call('GET', '/api/docs');
    expect({ status, contentType }).toMatchObject({ status: 200, contentType: /html/ });
  });
});
