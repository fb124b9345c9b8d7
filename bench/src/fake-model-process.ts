import { fileURLToPath } from 'node:url';
import type { Behaviour } from '../../backend/test/support/fake-behaviour.ts';
import { FAKE_MODEL } from '../../backend/test/support/fake-openai-server.ts';
import { type ChildServer, startChild } from './child-server.ts';

const COMMAND = fileURLToPath(new URL('../../backend/test/support/fake-model.ts', import.meta.url));

/** The fake model in a process of its own. */
export interface FakeModelProcess extends ChildServer {
  /** The variables that make the product talk to it. */
  readonly environment: Readonly<Record<string, string>>;
}

/**
 * Starts the fake model; its address is the base URL for clients.
 * @param behaviour left out: it answers at once with a fixed text.
 */
export async function startFakeModel(
  behaviour: Behaviour = { kind: 'answer' },
): Promise<FakeModelProcess> {
  const server = await startChild([COMMAND, '--behaviour', JSON.stringify(behaviour)]);
  const environment = {
    OPENAI_BASE_URL: server.url,
    OPENAI_API_KEY: 'fake',
    CHAT_MODEL: FAKE_MODEL,
  };
  return { ...server, environment };
}
