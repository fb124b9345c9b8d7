import type { Behaviour } from './fake-behaviour.ts';
import { FakeOpenAiServer } from './fake-openai-server.ts';
import { RunningApp } from './running-app.ts';

/** What the tests of a suite share; there from the first `beforeAll` on. */
export interface ChatWithFakeModel {
  readonly fake: FakeOpenAiServer;
  readonly running: RunningApp;
  /** A conversation that nothing was said in. */
  readonly session: string;
}

/**
 * Runs the application with a fake model for the tests of a suite, each with a conversation of its own.
 * @param behaviour of the model, at the begin of each test.
 * @param variables by which the application is configured besides.
 */
export function chatWithFakeModel(
  behaviour: Behaviour,
  variables: Readonly<Record<string, string>> = {},
): ChatWithFakeModel {
  const chat = {} as { -readonly [Part in keyof ChatWithFakeModel]: ChatWithFakeModel[Part] };
  beforeAll(async () => {
    chat.fake = await FakeOpenAiServer.start();
    chat.running = await RunningApp.start({ ...chat.fake.environment, ...variables });
  });
  afterAll(async () => {
    await chat.running.stop();
    await chat.fake.stop();
  });
  beforeEach(async () => {
    chat.fake.behave(behaviour);
    chat.session = await chat.running.api.createSession();
  });
  return chat;
}
