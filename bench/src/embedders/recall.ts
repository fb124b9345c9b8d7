import type { RunningCandidate, Vector } from './candidate.ts';
import type { Conversation } from './conversation.ts';
import { Ranking } from './ranking.ts';

const CUTS = [10, 50];

/** Shares of the evidence among the first 10 and 50, in percent, as a table shows them. */
export type Recall = Readonly<Record<string, string>>;

/** What is found in conversations by words alone, by the formulas with no meaning in them. */
export function measureWords(conversations: readonly Conversation[]): Recall {
  const rankings = conversations.map((conversation) => {
    const ranking = new Ranking(conversation);
    return conversation.questions.map((question) => ({
      evidence: question.evidence,
      dense: ranking.lexical(question),
      fused: ranking.fused(question, undefined),
    }));
  });
  return summarise(rankings.flat());
}

/** What is found by a model's meaning alone, and by the formulas that weigh it with words. */
export async function measureRecall(
  conversations: readonly Conversation[],
  { embed }: RunningCandidate,
): Promise<Recall> {
  const found: Found[] = [];
  for (const conversation of conversations) {
    const { units, questions } = conversation;
    const ranking = new Ranking(conversation);
    const documents = await embed(
      units.map(({ embedded }) => embedded),
      'document',
    );
    const asked = await embed(
      questions.map(({ text }) => text),
      'query',
    );
    for (const [index, question] of questions.entries()) {
      const cosines = documents.map((document) => dot(document, asked[index] ?? []));
      const fused = ranking.fused(question, cosines);
      found.push({ evidence: question.evidence, dense: ranking.dense(cosines), fused });
    }
  }
  return summarise(found);
}

interface Found {
  readonly evidence: readonly string[];
  readonly dense: readonly string[];
  readonly fused: readonly string[];
}

function summarise(found: readonly Found[]): Recall {
  const share = (kind: 'dense' | 'fused', cut: number) => {
    const shares = found.map(({ evidence, [kind]: ids }) => {
      const first = new Set(ids.slice(0, cut));
      return evidence.filter((id) => first.has(id)).length / evidence.length;
    });
    return ((100 * shares.reduce((sum, value) => sum + value, 0)) / shares.length).toFixed(1);
  };
  const both = (kind: 'dense' | 'fused') => CUTS.map((cut) => share(kind, cut)).join(' / ');
  return { 'alone @10 / @50': both('dense'), 'fused @10 / @50': both('fused') };
}

function dot(one: Vector, other: Vector): number {
  let sum = 0;
  for (let index = 0; index < one.length; index++) sum += (one[index] ?? 0) * (other[index] ?? 0);
  return sum;
}
