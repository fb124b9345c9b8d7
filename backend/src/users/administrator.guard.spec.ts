import { expectProblem } from '../../test/support/expect-problem.js';
import { RunningApp } from '../../test/support/running-app.js';

const TOKEN = 'a-token-of-enough-letters';

describe('what only an administrator may do', () => {
  let running: RunningApp;
  afterEach(() => running.stop());

  /** How a breaker that is not there is opened: 404 for whoever may. */
  async function open(authorization?: string) {
    const response = await fetch(`${running.url}/api/breakers/open`, {
      method: 'POST',
      headers: { 'content-type': 'application/json', ...(authorization && { authorization }) },
      body: JSON.stringify({ name: 'chat:nobody@nowhere' }),
    });
    const contentType = response.headers.get('content-type') ?? '';
    return { status: response.status, body: await response.json(), contentType };
  }

  it('takes the token, where there is one', async () => {
    running = await RunningApp.start({ ADMIN_TOKEN: TOKEN });
    const others = [undefined, `Bearer ${TOKEN}s`, 'Bearer ', `Basic ${TOKEN}`, TOKEN];
    for (const other of others) expectProblem(await open(other), 403, 'not_administrator');
    expectProblem(await open(`Bearer ${TOKEN}`), 404, 'not_found');
    expectProblem(await open(`bearer ${TOKEN}`), 404, 'not_found');
    expect((await running.api.call('GET', '/api/breakers')).status).toBe(200);
  });

  it('is for whoever sits at the machine, where there is none', async () => {
    running = await RunningApp.start();
    expectProblem(await open(), 404, 'not_found');
  });

  it('is for nobody where there is none, and others may come in', async () => {
    running = await RunningApp.start({ ALLOW_REMOTE: 'true' });
    expectProblem(await open(), 403, 'no_administrator');
    expectProblem(await open('Bearer undefined'), 403, 'no_administrator');
  });
});
