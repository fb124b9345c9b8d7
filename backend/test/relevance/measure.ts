import type { Conversation, Question } from './labelled-set.ts';
import { spacesOf, type LabelledSpace } from './labelled-space.ts';
import type { RecallService } from './recall-service.ts';
import { score, type Scored } from './scoring.ts';

/** Hands all conversations over, asks all questions, and some of each space in the next one. */
export async function measure(
  service: RecallService,
  conversations: readonly Conversation[],
): Promise<Scored[]> {
  // In one piece: an import that is done tells so only after a while, whatever its size.
  await service.take(conversations.flatMap(({ lines }) => lines));
  const spaces = spacesOf(conversations);
  const scored: Scored[] = [];
  for (const [index, space] of spaces.entries()) {
    const other = spaces[(index + 1) % spaces.length];
    for (const question of space.questions) scored.push(await ask(service, space, question));
    if (other === undefined || other === space) continue;
    for (const question of other.questionsForElsewhere) {
      scored.push(await ask(service, space, question, true));
    }
  }
  return scored;
}

async function ask(
  service: RecallService,
  space: LabelledSpace,
  question: Question,
  elsewhere = false,
): Promise<Scored> {
  const at = (elsewhere ? undefined : question.at) ?? space.asOf;
  const answer = await service.recall({ query: question.text, space: space.name, at });
  return score(space, question, answer, elsewhere);
}
