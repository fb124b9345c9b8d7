import { effect, inject, Injectable, untracked } from '@angular/core';
import { Sentences } from '../ui/sentences';
import { Voice } from '../ui/live-region';
import { ConversationStore } from './conversation-store';
import { failedWords } from './error-words';
import type { RunningTurn } from './running-turn';

/** Gives the answer that is on show to screen readers, sentence by sentence as it is written. */
@Injectable()
export class AnswerSpeaker {
  private readonly conversations = inject(ConversationStore);
  private readonly voice = inject(Voice);
  private sentences = new Sentences();
  private turn: RunningTurn | null = null;

  constructor() {
    effect(() => {
      const turn = this.conversations.current().turn();
      const text = turn?.text() ?? '';
      untracked(() => this.hear(turn, text));
    });
  }

  private hear(turn: RunningTurn | null, text: string): void {
    if (turn !== this.turn) this.change(turn);
    if (turn) this.sentences.next(text).forEach((sentence) => this.voice.say(sentence));
  }

  private change(to: RunningTurn | null): void {
    const ended = this.turn;
    this.turn = to;
    // Not over, only out of sight: the reader has gone to another conversation.
    const here = this.conversations.current().messages();
    if (ended && here.some((message) => message.key === ended.answerKey)) {
      this.sentences.rest(ended.text()).forEach((sentence) => this.voice.say(sentence));
      if (ended.error) this.voice.say(failedWords(ended.error));
    }
    this.sentences = new Sentences();
    if (to) this.voice.say('Memocha is answering.');
  }
}
