import { once } from 'node:events';
import { get, type IncomingMessage } from 'node:http';
import { RunningApp } from '../../test/support/running-app.ts';

describe('who is asking, without accounts', () => {
  let running: RunningApp;
  afterEach(() => running.stop());

  /** Status of the list of conversations, asked for under another name of the machine. */
  async function statusFor(host: string, headers = {}): Promise<number | undefined> {
    const request = get(`${running.url}/api/sessions`, { headers: { ...headers, host } });
    const [response] = (await once(request, 'response')) as [IncomingMessage];
    response.resume();
    return response.statusCode;
  }

  it('serves the names of loopback, and no name that a web page could point here', async () => {
    running = await RunningApp.start();
    expect(await statusFor('localhost:3000')).toBe(200);
    expect(await statusFor('127.0.0.1')).toBe(200);
    expect(await statusFor('[::1]:3000')).toBe(200);
    expect(await statusFor('attacker.example:3000')).toBe(403);
  });

  it('serves every loopback address that HOST may be, and no name that looks like one', async () => {
    running = await RunningApp.start({ HOST: '127.0.0.2' });
    expect(await statusFor('127.0.0.2:3000')).toBe(200);
    expect(await statusFor('127.evil.example:3000')).toBe(403);
    expect(await statusFor('127.0.0.1.evil.example')).toBe(403);
  });

  it('serves no page of another site', async () => {
    running = await RunningApp.start();
    const site = (name: string) => ({ 'sec-fetch-site': name });
    expect(await statusFor('localhost', site('cross-site'))).toBe(403);
    expect(await statusFor('localhost', site('same-origin'))).toBe(200);
    expect(await statusFor('localhost', site('none'))).toBe(200);
  });

  it('serves every name once that is asked for', async () => {
    running = await RunningApp.start({ ALLOW_REMOTE: 'true' });
    expect(await statusFor('chat.example')).toBe(200);
  });
});
