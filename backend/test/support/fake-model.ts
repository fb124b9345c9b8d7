import { parseArgs } from 'node:util';
import type { Behaviour } from './fake-behaviour.ts';
import { FAKE_MODEL, FakeOpenAiServer } from './fake-openai-server.ts';

/**
 * The fake model as a command, for trying the product by hand:
 * `npm run fake-model -w backend -- --port 11999 --behaviour '{"kind":"status","status":429}'`
 */
const { values } = parseArgs({
  options: {
    port: { type: 'string', default: '0' },
    behaviour: { type: 'string', default: '{"kind":"answer-from-prompt","paceMs":30}' },
  },
});

const fake = await FakeOpenAiServer.start(Number(values.port));
// Typed by the person at the keyboard; an unknown kind simply never answers.
fake.behave(JSON.parse(values.behaviour) as Behaviour);
console.log(`OPENAI_BASE_URL=${fake.baseUrl} OPENAI_API_KEY=fake CHAT_MODEL=${FAKE_MODEL}`);
for (const signal of ['SIGINT', 'SIGTERM'] as const) {
  process.once(signal, () => void fake.stop());
}
