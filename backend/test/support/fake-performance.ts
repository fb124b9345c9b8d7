import type { ServerResponse } from 'node:http';
import { answerFromPrompt } from './fake-answer-from-prompt.ts';
import { tokensOf, type Behaviour, type ChatRequest, type Pace } from './fake-behaviour.ts';
import type { FakeReply } from './fake-reply.ts';

/** What the fake says unless it is told to say something else. */
export const DEFAULT_ANSWER = 'A scripted answer, word by word, from a model that is not one.';

/** Written at a time where there is no end of it, characters. */
const ENDLESS_PIECE = 64 * 1024;

/** One request for a chat completion, while it is answered. */
interface Stage {
  readonly request: ChatRequest;
  readonly reply: FakeReply;
  readonly response: ServerResponse;
}

type Of<Kind extends Behaviour['kind']> = Extract<Behaviour, { readonly kind: Kind }>;

/** How each behaviour is carried out; a promise settles when there is nothing more to send. */
const PERFORMANCES: {
  readonly [Kind in Behaviour['kind']]: (behaviour: Of<Kind>, stage: Stage) => unknown;
} = {
  answer({ text = DEFAULT_ANSWER, finish, withoutUsage, reasoning, ...pace }, { reply }) {
    if (reasoning !== undefined) reply.think(reasoning);
    return reply.answer(text, finish ?? 'stop', pace, ...(withoutUsage ? [null] : []));
  },
  'answer-from-prompt': (pace, { request, reply }) =>
    reply.answer(answerFromPrompt(request), 'stop', pace),
  status({ status, retryAfter, retryAfterMs }, { reply }) {
    const message = `The fake model was told to answer ${status}`;
    reply.json(
      status,
      { error: { message, type: 'fake', code: null } },
      {
        ...(retryAfter !== undefined && { 'Retry-After': retryAfter }),
        ...(retryAfterMs !== undefined && { 'Retry-After-Ms': retryAfterMs }),
      },
    );
  },
  hang: () => undefined,
  silence(_, { reply }) {
    reply.openStream();
  },
  stall: (behaviour, stage) => beginning(behaviour, stage),
  async cut(behaviour, stage) {
    await beginning(behaviour, stage);
    // Let what was written leave first: a reset would overtake it.
    await new Promise((resolve) => stage.response.write(': cut\n\n', resolve));
    stage.response.socket?.resetAndDestroy();
  },
  async 'clean-eof'(behaviour, stage) {
    await beginning(behaviour, stage);
    stage.response.end();
  },
  endless(pace, { reply }) {
    reply.openStream();
    return reply.endless(() => reply.lineOf({ content: ' on and on' }), pace);
  },
  'endless-line'(_, { reply, response }) {
    reply.openStream();
    response.write('data: {"choices":[{"index":0,"delta":{"content":"');
    return reply.endless(() => 'x'.repeat(ENDLESS_PIECE));
  },
  'huge-token'({ characters }, { reply }) {
    reply.openStream();
    reply.chunk({ content: 'x'.repeat(characters) });
    reply.finish('stop');
  },
  async split({ text = DEFAULT_ANSWER }, { reply, response }) {
    reply.openStream();
    response.socket?.setNoDelay(true);
    const lines = [...tokensOf(text).map((content) => reply.lineOf({ content }))];
    for (const byte of Buffer.from(lines.join(''))) {
      await new Promise((resolve) => response.write(Buffer.of(byte), resolve));
    }
    reply.finish('stop');
  },
  'tool-call'(_, { reply }) {
    reply.openStream();
    const call = { name: 'delete_everything', arguments: '{"sure":true}' };
    reply.chunk({
      content: null,
      tool_calls: [{ index: 0, id: 'call_1', type: 'function', function: call }],
    });
    reply.finish('tool_calls');
  },
  body({ type, body }, { response }) {
    response.writeHead(200, { 'Content-Type': type });
    response.end(body);
  },
  lines({ lines, open }, { reply, response }) {
    reply.openStream();
    response.write(lines.map((line) => `${line}\n\n`).join(''));
    if (open !== true) response.end();
  },
};

/** Answers one request as it was told to. */
export async function perform<Kind extends Behaviour['kind']>(
  behaviour: Of<Kind>,
  stage: Stage,
): Promise<void> {
  await PERFORMANCES[behaviour.kind](behaviour, stage);
}

const beginning = (
  { afterTokens, ...pace }: Pace & { readonly afterTokens: number },
  { reply }: Stage,
): Promise<void> => reply.streamTokens(tokensOf(DEFAULT_ANSWER).slice(0, afterTokens), pace);
