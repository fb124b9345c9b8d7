import type { Socket } from 'node:net';
import { Agent, buildConnector, fetch } from 'undici';

/** What the `openai` package takes for `fetch`. */
export type Fetch = typeof globalThis.fetch;

/** Bytes of one response: many times the longest answer, and little enough to be held. */
const LARGEST_RESPONSE = 16 * 1024 * 1024;

/** It returns the socket, which its own types keep quiet about. */
type Connector = (...given: Parameters<buildConnector.connector>) => Socket;

/**
 * Makes connections to model servers. Node's own `fetch` has no limit for connecting that could be set,
 * and ends each response after 300 s of silence, whatever is configured.
 * @param connectMs milliseconds to connect, with TLS.
 */
export function modelTransport(connectMs: number): Fetch {
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
  const dispatcher = new Agent({ ...unlimited, maxResponseSize: LARGEST_RESPONSE, connect });
  // Its Request and Response are those of Node, and only have types of their own.
  const send = fetch as unknown as (input: unknown, init: object) => Promise<Response>;
  return (input, init) => send(input, { ...init, dispatcher });
}
