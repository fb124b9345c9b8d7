import { fileURLToPath } from 'node:url';
import type { Behaviour } from '../../backend/test/support/fake-behaviour.ts';
import { type ChildServer, startChild } from './child-server.ts';

const COMMAND = fileURLToPath(new URL('../../backend/test/support/fake-model.ts', import.meta.url));

/**
 * Starts the fake model; its address is the base URL for clients.
 * @param behaviour left out: it answers at once with a fixed text.
 */
export const startFakeModel = (behaviour: Behaviour = { kind: 'answer' }): Promise<ChildServer> =>
  startChild([COMMAND, '--behaviour', JSON.stringify(behaviour)]);
