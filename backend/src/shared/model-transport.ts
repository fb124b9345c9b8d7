import type { Socket } from 'node:net';
import { Agent, buildConnector, interceptors, request } from 'undici';
import { type Send, ServerAnswer } from './server-answer.js';

/** Bytes of one response: many times the longest answer, and little enough to be held. */
const LARGEST_RESPONSE = 16 * 1024 * 1024;
/** Addresses that one request is sent on to at most. */
const REDIRECTIONS = 5;

/** It returns the socket, which its own types keep quiet about. */
type Connector = (...given: Parameters<buildConnector.connector>) => Socket;

/**
 * Makes connections to model servers. Node's own `fetch` has no limit for connecting that could be set,
 * and ends each response after 300 s of silence, whatever is configured; and any `fetch` carries each
 * token through streams of its own, which takes a sixth of what a turn does.
 * @param connectMs milliseconds to connect, with TLS.
 */
export function modelTransport(connectMs: number): Send {
  // undici's own timer is half a second coarse.
  const connector = buildConnector({ timeout: 0, allowH2: false }) as unknown as Connector;
  const connect: buildConnector.connector = (options, callback) => {
    let late: NodeJS.Timeout | undefined = undefined;
    const settle: buildConnector.Callback = (...result) => {
      clearTimeout(late);
      callback(...result);
    };
    const socket = connector(options, settle);
    late = setTimeout(() => {
      socket.destroy(new Error('connecting took too long'));
    }, connectMs);
  };
  const unlimited = { headersTimeout: 0, bodyTimeout: 0 };
  const agent = new Agent({ ...unlimited, maxResponseSize: LARGEST_RESPONSE, connect });
  const dispatcher = agent.compose(
    interceptors.redirect({ maxRedirections: REDIRECTIONS }),
    // Nobody asks for it; some compress all the same.
    interceptors.decompress({ maxSize: LARGEST_RESPONSE, skipErrorResponses: false }),
  );
  return async (input, init = {}) => {
    const url = input instanceof Request ? input.url : String(input);
    const { statusCode, headers, body } = await request(url, {
      method: init.method ?? 'GET',
      headers: Object.fromEntries(new Headers(init.headers)),
      // The package sends JSON only.
      body: (init.body ?? null) as string | null,
      signal: init.signal ?? null,
      dispatcher,
    });
    // To be left unread is an error to it; whoever reads it is told all the same.
    body.on('error', () => undefined);
    return new ServerAnswer(url, statusCode, headersOf(headers), body);
  };
}

function headersOf(given: Readonly<Record<string, string | string[] | undefined>>): Headers {
  const headers = new Headers();
  for (const [name, values = []] of Object.entries(given))
    for (const value of [values].flat()) headers.append(name, value);
  return headers;
}
