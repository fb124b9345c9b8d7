import type { Message } from '../../messages/index.js';
import { fitHistory, sizeOf } from './history-window.js';

const aMessage = (role: Message['role'], text: string): Message =>
  // Only these three are read.
  ({ id: `${role}:${text}`, role, text }) as Message;

const turn = (name: string) => [
  aMessage('user', `ask ${name}`),
  aMessage('assistant', `say ${name}`),
];
const sizeOfTurn = (name: string) => sizeOf(`ask ${name}`) + sizeOf(`say ${name}`);

describe('the history window', () => {
  it('holds everything where there is room, in order', () => {
    const path = [...turn('one'), ...turn('two')];
    const { messages, ids, tokens } = fitHistory(path, 1_000);
    expect(messages.map(({ text }) => text)).toEqual(['ask one', 'say one', 'ask two', 'say two']);
    expect(ids).toEqual(path.map(({ id }) => id));
    expect(tokens).toBe(sizeOfTurn('one') + sizeOfTurn('two'));
  });

  it('holds the newest turns whole, to the last token', () => {
    const path = [...turn('one'), ...turn('two')];
    const exactly = sizeOfTurn('one') + sizeOfTurn('two');
    expect(fitHistory(path, exactly).ids).toHaveLength(4);
    expect(fitHistory(path, exactly - 1).ids).toEqual(turn('two').map(({ id }) => id));
    expect(fitHistory(path, sizeOfTurn('two') - 1)).toEqual({ messages: [], ids: [], tokens: 0 });
  });

  it('does not jump over a turn that is too long to an older one', () => {
    const path = [...turn('one'), ...turn('long '.repeat(500)), ...turn('two')];
    expect(fitHistory(path, 200).ids).toEqual(turn('two').map(({ id }) => id));
  });

  it('leaves out an answer whose question was not read', () => {
    const path = [aMessage('assistant', 'half a turn'), ...turn('one')];
    expect(fitHistory(path, 1_000).ids).toEqual(turn('one').map(({ id }) => id));
  });

  it('lets the roles take turns where an answer is missing or empty', () => {
    const path = [aMessage('user', 'a'), aMessage('user', 'b'), aMessage('assistant', '')];
    const { messages } = fitHistory(path, 1_000);
    expect(messages.map(({ role }) => role)).toEqual(['user', 'assistant', 'user', 'assistant']);
    expect(messages.every(({ text }) => text !== '')).toBe(true);
  });
});
