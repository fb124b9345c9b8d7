import { aMessage, aPage } from '../../testing/builders';
import { Conversation } from './conversation';
import { RunningTurn } from './running-turn';

const ids = (conversation: Conversation): string =>
  conversation
    .messages()
    .map(({ id }) => id)
    .join();
const messages = (...ids: readonly string[]) => ids.map((id) => aMessage({ id }));

describe('Conversation', () => {
  it('puts older messages before, newer ones in their place', () => {
    const conversation = new Conversation('s1');
    conversation.takeNewest(aPage(messages('c', 'd'), 'older'));
    conversation.takeOlder(aPage(messages('a', 'b')));
    expect([ids(conversation), conversation.older()]).toEqual(['a,b,c,d', null]);
    conversation.takeNewest(aPage(messages('d', 'e'), 'other'));
    expect([ids(conversation), conversation.older()]).toEqual(['a,b,c,d,e', null]);
  });

  it('leaves no gap when all that is known is older than the newest page', () => {
    const conversation = new Conversation('s1');
    conversation.takeNewest(aPage(messages('a', 'b')));
    conversation.takeNewest(aPage(messages('y', 'z'), 'older'));
    expect([ids(conversation), conversation.older()]).toEqual(['y,z', 'older']);
  });

  it('keeps the key of a message that was written here, so that nothing jumps', () => {
    const conversation = new Conversation('s1');
    conversation.begin(new RunningTurn('r1', 'Tea?', 'answer-key', false));
    const key = conversation.messages()[0]?.key ?? '';
    conversation.change(key, { id: 'u1' });
    conversation.change('answer-key', { id: 'a1' });
    conversation.takeNewest(aPage(messages('u1', 'a1')));
    expect(conversation.messages().map((message) => message.key)).toEqual([key, 'answer-key']);
  });

  it('knows after a reload what an answer had to do without', () => {
    const conversation = new Conversation('s1');
    conversation.takeNewest(aPage([aMessage({ role: 'assistant', degraded: ['memory'] })]));
    expect(conversation.messages()[0]?.degraded).toEqual(['memory']);
  });

  it.each([
    ['Tea?', ''],
    ['Tea? And milk?', 'Tea? And milk?'],
  ])('of an unsent message that has arrived after all makes the draft %j to %j', (typed, left) => {
    const conversation = new Conversation('s1');
    conversation.unsent = { requestId: 'r9', text: 'Tea?' };
    conversation.draft.set(typed);
    conversation.takeNewest(aPage(messages('a')));
    expect([conversation.unsent.requestId, conversation.draft()]).toEqual(['r9', typed]);
    conversation.takeNewest(aPage([aMessage({ id: 'b', requestId: 'r9' })]));
    expect([conversation.unsent, conversation.draft()]).toEqual([null, left]);
  });

  it('finds the question of an answer, also of one that was answered twice', () => {
    const conversation = new Conversation('s1');
    const said = aMessage({ id: 'u1' });
    const [first, second] = ['a1', 'a2'].map((id) => aMessage({ id, role: 'assistant' }));
    conversation.takeNewest(aPage([first!, said, second!]));
    expect(conversation.questionOf('a2')?.id).toBe('u1');
    expect(conversation.questionOf('a1')).toBeUndefined();
    expect(conversation.questionOf('unknown')).toBeUndefined();
  });
});
