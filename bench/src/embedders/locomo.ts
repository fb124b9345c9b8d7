import type { Conversation, Unit } from './conversation.ts';
import { documentText, type Said } from './product-texts.ts';

interface Turn {
  readonly dia_id: string;
  readonly speaker: string;
  readonly text: string;
  readonly blip_caption?: string;
}

/** One sample of LoCoMo: two people over many sessions, `session_1`, `session_1_date_time` and so on. */
export interface LocomoSample {
  readonly conversation: Readonly<Record<string, unknown>>;
  readonly qa: readonly { readonly question: string; readonly evidence?: readonly string[] }[];
}

/** More sessions than any sample has. */
const MOST_SESSIONS = 60;

/** Each turn is a unit. */
export function fromLocomo({ conversation, qa }: LocomoSample): Conversation {
  const units: Unit[] = [];
  for (let number = 1; number <= MOST_SESSIONS; number++) {
    const session = `session_${number}`;
    const date = dayOf(conversation[`${session}_date_time`]);
    let previous: Said | null = null;
    for (const { dia_id: id, speaker, text, blip_caption: photo } of (conversation[session] ??
      []) as readonly Turn[]) {
      const said = {
        text: photo === undefined ? text : `${text} [shares a photo: ${photo}]`,
        speaker,
      };
      const key = `${speaker} said, "${said.text}" (${date})`;
      units.push({ id, session, speaker, key, embedded: documentText({ ...said, previous }) });
      previous = said;
    }
  }
  const known = new Set(units.map(({ id }) => id));
  const questions = qa
    .map(({ question, evidence }) => ({
      text: question,
      evidence: [...new Set((evidence ?? []).flatMap(idsIn))].filter((id) => known.has(id)),
    }))
    .filter(({ evidence }) => evidence.length > 0);
  return { hasAssistant: false, units, questions };
}

/** `1:56 pm on 8 May, 2023` → `8 May 2023`. */
const dayOf = (dateTime: unknown): string =>
  (String(dateTime).split(' on ')[1] ?? '').replace(',', '');

/** Labels were typed by hand: `D1:3; D1:4`, `D:2:1`, `D01:05`. */
const idsIn = (label: string): string[] =>
  [...label.matchAll(/D:?(\d+):(\d+)/g)].map(
    ([, session, turn]) => `D${Number(session)}:${Number(turn)}`,
  );
