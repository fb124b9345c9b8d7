import { setTimeout as delay } from 'node:timers/promises';
import { ApiClient, streamedText, streamOf } from '../../backend/test/support/api-client.ts';
import type { ChatRequest } from '../../backend/test/support/fake-behaviour.ts';
import { FakeOpenAiServer } from '../../backend/test/support/fake-openai-server.ts';
import { Product } from '../../backend/test/support/product.ts';
import { seededRandom } from '../../backend/test/support/seeded-random.ts';
import { timeToFirstTokenDirect } from './first-token/timing.ts';
import { onEmbedded, onServer } from './resilience/databases.ts';
import { printTable, say, seconds } from './report.ts';

/**
 * Fifty conversations, each written to by three tabs at once, some messages sent twice: what is
 * acknowledged is there once, in the order of its tab, with the answer that belongs to it and to no other.
 */
const CONVERSATIONS = 50;
const TABS = 3;
const MESSAGES = Number(process.env['MESSAGES'] ?? 5);
const SENT_TWICE = 0.2;
const MARK = /\[c\d+ t\d+ m\d+\]/g;

/** Milliseconds after which a message that was turned away is sent again, and how often at most. */
const AGAIN_AFTER = 250;
const ATTEMPTS = 100;

/** What is wrong with the conversations, counted in messages. */
interface Tally {
  lost: number;
  doubled: number;
  crossed: number;
  outOfOrder: number;
  /** There, with an answer that failed under the load, or quotes in its place. */
  unanswered: number;
}

const model = await FakeOpenAiServer.start();
model.behave((request) => ({ kind: 'answer', text: `Heard ${lastMark(request)}` }));
const rows: Record<string, unknown>[] = [];
let turnedAway = 0;
try {
  rows.push({ database: '(the model alone)', took: await askedDirectly() });
  rows.push({ database: 'embedded', ...(await onEmbedded((settings) => write({ ...settings }))) });
  const row = await onServer((settings) => write({ ...settings }));
  rows.push({ database: 'PostgreSQL', ...(row ?? { messages: 'not installed' }) });
} finally {
  await model.stop();
}
const messages = CONVERSATIONS * TABS * MESSAGES;
printTable(`${CONVERSATIONS} conversations, ${TABS} tabs each, ${messages} messages in all`, rows);

/** The floor: as many writers ask the model itself. */
async function askedDirectly(): Promise<string> {
  const begun = performance.now();
  const writers = Array.from({ length: CONVERSATIONS * TABS }, async (_, writer) => {
    for (let message = 0; message < MESSAGES; message++)
      await timeToFirstTokenDirect(model.baseUrl, 0, `[c${writer} t0 m${message}]`);
  });
  await Promise.all(writers);
  return seconds(performance.now() - begun);
}

async function write(settings: Readonly<Record<string, string>>) {
  const writers = CONVERSATIONS * TABS;
  const product = await Product.start({
    ...settings,
    ...model.environment,
    // A message that is sent twice takes two places.
    ANSWERS_PER_USER: String(2 * writers),
    ANSWERS_RUNNING: String(2 * writers),
    LOG_LEVEL: 'warn',
  });
  try {
    const api = new ApiClient(product.url);
    const sessions: string[] = [];
    while (sessions.length < CONVERSATIONS) sessions.push(await api.createSession());
    say(`${writers} writers`);
    turnedAway = 0;
    const begun = performance.now();
    const tabs = sessions.flatMap((session, conversation) =>
      Array.from({ length: TABS }, (_, tab) => writeFrom(api, session, conversation, tab)),
    );
    const answers = (await Promise.all(tabs)).flat();
    const took = performance.now() - begun;
    const ofKind = (kind: Heard) => answers.filter((answer) => answer === kind).length;
    const none = { lost: 0, doubled: 0, outOfOrder: 0 };
    const tally: Tally = { ...none, crossed: ofKind('other'), unanswered: ofKind('nothing') };
    for (const [index, session] of sessions.entries())
      count(await said(api, session), index, tally);
    return { took: seconds(took), 'turned away at first': turnedAway, ...tally };
  } finally {
    await product.stop();
  }
}

/** Whether an answer belongs to its message. */
type Heard = 'own' | 'other' | 'nothing';

/** One tab: a message after the other. @returns of each answer that was told, whose it was. */
async function writeFrom(api: ApiClient, session: string, conversation: number, tab: number) {
  const random = seededRandom(conversation * TABS + tab);
  const heard: Heard[] = [];
  for (let number = 0; number < MESSAGES; number++) {
    const mark = `[c${conversation} t${tab} m${number}]`;
    const requestId = crypto.randomUUID();
    const send = () => untilTaken(api, session, `${mark} what did I say before?`, requestId);
    const sent = random() < SENT_TWICE ? [send(), send()] : [send()];
    for (const events of await Promise.all(sent)) {
      const text = streamedText(events);
      if (text === `Heard ${mark}`) heard.push('own');
      else heard.push(text.startsWith('Heard ') ? 'other' : 'nothing');
    }
  }
  return heard;
}

/** Sends a message, again with the same id when it was turned away, as the page does. */
async function untilTaken(api: ApiClient, session: string, text: string, requestId: string) {
  for (let attempt = 1; ; attempt++)
    try {
      const events = await streamOf(api.send(session, text, requestId));
      if (events.at(-1)?.event === 'done') return events;
      throw new Error('It broke off: "status":503');
    } catch (error) {
      const isFull = /"status":(429|503)/.test(String(error));
      if (!isFull || attempt === ATTEMPTS) throw error;
      turnedAway += 1;
      await delay(AGAIN_AFTER);
    }
}

/** Everything in a conversation, oldest first. */
async function said(api: ApiClient, session: string) {
  const all: { readonly role: string; readonly text: string }[] = [];
  let cursor = '';
  do {
    const path = `/api/sessions/${session}/messages?limit=100${cursor && `&cursor=${cursor}`}`;
    const { body } = await api.call<{ items: typeof all; nextCursor: string | null }>('GET', path);
    all.unshift(...body.items);
    cursor = body.nextCursor ?? '';
  } while (cursor !== '');
  return all;
}

function count(
  all: readonly { readonly role: string; readonly text: string }[],
  conversation: number,
  tally: Tally,
): void {
  const questions = all.filter(({ role }) => role === 'user').map(({ text }) => markIn(text));
  const answers = all
    .filter(({ text }) => text.startsWith('Heard '))
    .map(({ text }) => markIn(text));
  tally.doubled += questions.length - new Set(questions).size;
  for (let tab = 0; tab < TABS; tab++) {
    const own = Array.from({ length: MESSAGES }, (_, m) => `[c${conversation} t${tab} m${m}]`);
    const there = own.filter((mark) => questions.includes(mark));
    tally.lost += own.length - there.length;
    const shown = [...new Set(questions.filter((mark) => own.includes(mark)))];
    if (shown.join() !== there.join()) tally.outOfOrder += 1;
  }
  const foreign = [...questions, ...answers].filter(
    (mark) => !mark.startsWith(`[c${conversation} `),
  );
  tally.crossed += foreign.length;
}

function markIn(text: string): string {
  return text.match(MARK)?.[0] ?? '';
}

/** The mark of the message that is to be answered. */
function lastMark({ messages }: ChatRequest): string {
  return JSON.stringify(messages.at(-1)?.content).match(MARK)?.at(-1) ?? 'nothing';
}
