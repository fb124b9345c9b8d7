import { TestBed } from '@angular/core/testing';
import { ChatRoom } from '../../testing/chat-room';
import { Voice } from '../ui/live-region';
import { AnswerSpeaker } from './answer-speaker';
import type { Conversation } from './conversation';
import { settle } from './follow-turn';
import { RunningTurn } from './running-turn';

let room: ChatRoom;
let conversation: Conversation;
let turn: RunningTurn;

const said = (): string[] =>
  TestBed.inject(Voice)
    .lines()
    .map(({ text }) => text);

beforeEach(() => {
  TestBed.configureTestingModule({ providers: [AnswerSpeaker] });
  room = new ChatRoom();
  TestBed.inject(AnswerSpeaker);
  conversation = room.conversations.current();
  turn = new RunningTurn('r1', 'Tea?', 'key', true);
  conversation.begin(turn);
  TestBed.tick();
});

afterEach(() => vi.unstubAllGlobals());

function write(text: string): void {
  turn.append(text);
  TestBed.tick();
}

describe('AnswerSpeaker', () => {
  it('says that an answer begins, then each sentence once, and the rest at the end', () => {
    write('You drink');
    write(' tea. And');
    expect(said()).toEqual(['Memocha is answering.', 'You drink tea.']);
    settle(conversation, turn, 'stop');
    TestBed.tick();
    expect(said()).toEqual(['Memocha is answering.', 'You drink tea.', 'And']);
  });

  it('says why an answer failed', () => {
    write('You');
    turn.error = { code: 'model_unreachable', message: 'No model', retryable: true };
    settle(conversation, turn, 'error');
    TestBed.tick();
    expect(said().slice(1)).toEqual(['You', 'No model. Your message is kept.']);
  });

  it('falls silent when the reader goes to another conversation', async () => {
    write('You drink');
    await room.conversations.show(null);
    TestBed.tick();
    write(' tea. Much.');
    expect(room.conversations.current()).not.toBe(conversation);
    expect(said()).toEqual(['Memocha is answering.']);
  });
});
