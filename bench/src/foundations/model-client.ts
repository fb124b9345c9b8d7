import OpenAI from 'openai';
import { startFakeModel } from '../fake-model-process.ts';
import { timeToFirstTokenDirect } from '../first-token/timing.ts';
import { type Durations, durationsOf } from '../statistics.ts';

/** Time to the first token of the same fake model. */
export interface ClientCost extends Durations {
  readonly client: string;
}

const ROUNDS = 300;
const WARM_UP = 50;

/** The `openai` package beside a bare fetch with an event-stream parser, in turns. */
export async function measureModelClients(): Promise<readonly ClientCost[]> {
  const model = await startFakeModel();
  const client = new OpenAI({ baseURL: model.url, apiKey: 'fake', maxRetries: 0 });
  const [bare, packaged]: [number[], number[]] = [[], []];
  try {
    for (let round = 0; round < WARM_UP + ROUNDS; round++) {
      const direct = await timeToFirstTokenDirect(model.url, 50, 'What do you know?');
      const through = await throughPackage(client);
      if (round < WARM_UP) continue;
      bare.push(direct);
      packaged.push(through);
    }
  } finally {
    await model.stop();
  }
  return [
    { client: 'fetch', ...durationsOf(bare) },
    { client: 'openai', ...durationsOf(packaged) },
  ];
}

async function throughPackage(client: OpenAI): Promise<number> {
  const begun = performance.now();
  let first: number | undefined;
  const messages = Array.from({ length: 51 }, (_, index) => ({
    role: index % 2 === 0 ? ('user' as const) : ('assistant' as const),
    content: `Note ${index}: the train was ${index} minutes late again.`,
  }));
  const stream = await client.chat.completions.create({
    model: 'fake-model',
    stream: true,
    messages,
  });
  for await (const chunk of stream)
    if (chunk.choices[0]?.delta.content) first ??= performance.now() - begun;
  return first ?? NaN;
}
