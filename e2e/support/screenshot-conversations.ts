import {
  textOf,
  type Behaviour,
  type ChatRequest,
} from '../../backend/test/support/fake-behaviour.ts';

/** What somebody says in the pictures, and what is answered. */
export interface ScriptedTurn {
  readonly question: string;
  readonly answer: string;
}

/** Told earlier, in other chats: this is what the last one remembers. */
export const CONVERSATIONS: readonly (readonly ScriptedTurn[])[] = [
  [
    {
      question: 'How do I undo the last commit but keep my changes?',
      answer: 'With `git reset --soft HEAD~1`: the commit goes, the changes stay staged.',
    },
  ],
  [
    {
      question: 'Explain the difference between a mutex and a semaphore',
      answer: 'A mutex has one owner; a semaphore counts permits that anybody may give back.',
    },
  ],
  [
    {
      question: 'For dinners please keep in mind that my daughter Mira cannot eat nuts.',
      answer:
        'Noted: no nuts in anything for Mira, and I will watch for hidden ones such as pesto.',
    },
  ],
  [
    {
      question: 'We usually cook dinner for four on Fridays, vegetarian, in under an hour.',
      answer: 'Fridays it is: vegetarian, four plates, an hour at most.',
    },
  ],
];

/** The chat that is in the picture. */
export const MAIN_CONVERSATION: readonly ScriptedTurn[] = [
  {
    question: 'What could we cook for dinner this Friday?',
    answer: [
      'For four, vegetarian and within the hour, as you do on Fridays, and without nuts for Mira:',
      '',
      '**Roasted pumpkin risotto**',
      '',
      '1. Roast 600 g of pumpkin with sage, 25 minutes at 200 °C.',
      '2. Meanwhile cook 320 g of risotto rice slowly in 1.2 l of stock.',
      '3. Fold the pumpkin in, with lemon zest and parmesan.',
      '',
      'Toasted *pumpkin seeds* on top give the crunch that walnuts would.',
    ].join('\n'),
  },
];

const ANSWERS = new Map(
  [...CONVERSATIONS.flat(), ...MAIN_CONVERSATION].map(({ question, answer }) => [question, answer]),
);

/** Answers each question as it is written here. */
export function scripted(request: ChatRequest): Behaviour {
  const asked = request.messages.map(textOf).at(-1) ?? '';
  const text = [...ANSWERS].find(([question]) => asked.endsWith(question))?.[1];
  if (text === undefined) throw new Error(`No answer is written for: ${asked}`);
  return { kind: 'answer', text };
}
