import type { Conversation, Unit } from './conversation.ts';
import { documentText } from './product-texts.ts';

interface BeamMessage {
  readonly id: number;
  readonly role: 'user' | 'assistant';
  readonly session: number;
  readonly date: string | null;
  readonly content: string;
}

/** One chat of BEAM: a person and an assistant that answers at length. */
export interface BeamChat {
  readonly messages: readonly BeamMessage[];
  readonly qa: readonly { readonly question: string; readonly evidence: readonly number[] }[];
}

/** Characters of a reply that count for finding its round. */
const REPLY = 300;

/** Each message of the user, with the start of its reply, is a unit. */
export function fromBeam({ messages, qa }: BeamChat): Conversation {
  const roundOf = new Map<number, string>();
  const rounds: BeamMessage[][] = [];
  for (const message of messages) {
    const current = rounds.at(-1);
    if (message.role === 'user' || current === undefined) rounds.push([message]);
    else current.push(message);
    roundOf.set(message.id, String(rounds.at(-1)?.[0]?.id));
  }
  const questions = qa
    .map(({ question, evidence }) => ({
      text: question,
      evidence: [...new Set(evidence.map((id) => roundOf.get(id) ?? String(id)))],
    }))
    .filter(({ evidence }) => evidence.length > 0);
  return { hasAssistant: true, units: rounds.map(toUnit), questions };
}

function toUnit(round: readonly BeamMessage[]): Unit {
  const [asked] = round;
  const said = textOf(round.filter(({ role }) => role === 'user'));
  const reply = proseOf(textOf(round.filter(({ role }) => role === 'assistant'))).slice(0, REPLY);
  const date = asked?.date?.replaceAll('-', ' ') ?? '';
  return {
    id: String(asked?.id),
    session: String(asked?.session),
    speaker: '',
    key: `${proseOf(said)} (${date}) ${reply}`,
    embedded: documentText({ text: said, speaker: null, previous: null }),
  };
}

const textOf = (messages: readonly BeamMessage[]): string =>
  messages.map(({ content }) => content).join('\n');

const proseOf = (text: string): string => text.replace(/```[^]*?(?:```|$)/g, ' ').trim();
