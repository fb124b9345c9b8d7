import { freePort } from './free-port.ts';

/** An OpenAI-compatible base URL where nobody is at home: connections are refused. */
export async function unreachableBaseUrl(): Promise<string> {
  return `http://127.0.0.1:${await freePort()}/v1`;
}
