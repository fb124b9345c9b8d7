import { Component, computed, input, output } from '@angular/core';
import { MatTooltip } from '@angular/material/tooltip';
import type { MessageStatus } from '../api/models';
import { CopyButton } from '../ui/copy-button';
import { Icon } from '../ui/icon';
import { IconButton } from '../ui/icon-button';
import { MarkdownView } from '../ui/markdown-view';
import { TypingIndicator } from '../ui/typing-indicator';
import { When } from '../ui/when';
import type { ShownMessage } from './conversation';
import { degradedSentences } from './degraded-words';
import { failedWords } from './error-words';
import type { RunningTurn } from './running-turn';
import { waitWords } from './wait-words';

/** Seconds that one waits for an answer without being told what for. */
const WORDLESS = 5;
const UNFINISHED: readonly MessageStatus[] = ['failed', 'interrupted', 'stopped'];

/** What Memocha said: no bubble, the whole column, with what it remembered for it. */
@Component({
  selector: 'mc-assistant-message',
  imports: [CopyButton, Icon, IconButton, MarkdownView, MatTooltip, TypingIndicator, When],
  templateUrl: './assistant-message.html',
  styleUrl: './assistant-message.scss',
})
export class AssistantMessage {
  readonly message = input.required<ShownMessage>();
  /** The turn that is writing this answer, if one is. */
  readonly turn = input<RunningTurn | null>(null);
  /** Nothing stands below it. */
  readonly last = input(false);
  /** Answer again, under the same request. */
  readonly retry = output();
  /** Go on from what there is. */
  readonly goOn = output();
  /** Show what this answer was made from. */
  readonly receipt = output();
  /** Show what was remembered for this answer. */
  readonly memories = output();

  protected readonly text = computed(() => {
    const written = this.turn()?.text() ?? '';
    return written === '' ? this.message().text : written;
  });
  protected readonly degraded = computed(() => {
    const { degraded } = this.message();
    // Said by `ending` as soon as there is one.
    return degradedSentences(degraded.filter((code) => code !== 'model' || this.turn() !== null));
  });
  protected readonly waitsFor = computed(() => {
    const phase = this.turn()?.phase();
    return phase && phase !== 'writing' ? waitWords(phase, this.message().model) : null;
  });
  /** Seconds of a wait without words; that a connection was lost is said at once. */
  protected readonly patience = computed(() =>
    this.turn()?.phase() === 'reconnecting' ? 0 : WORDLESS,
  );
  /** How the answer ended, where that is not the ordinary way. */
  protected readonly ending = computed(() => {
    const { status, error, finishReason, degraded } = this.message();
    if (this.turn()) return null;
    if (status === 'failed') return failedWords(error);
    if (status === 'interrupted') return 'The answer was cut off. What there is of it is kept.';
    if (status === 'streaming') return 'The answer is not finished yet.';
    if (status === 'stopped') return 'You stopped this answer.';
    if (degraded.includes('model')) return degradedSentences(['model']).join(' ');
    return finishReason === 'length' ? 'The model reached the length it is allowed.' : null;
  });
  /** The server answers the last message anew; of an earlier one it only repeats what there is. */
  protected readonly canRetry = computed(() => {
    const { status, degraded } = this.message();
    const failed = ['failed', 'interrupted', 'streaming'].includes(status);
    return this.last() && (failed || degraded.includes('model'));
  });
  /** The same for going on: from nothing there is no going on. */
  protected readonly canContinue = computed(() => {
    const { status, finishReason, text } = this.message();
    const isUnfinished = UNFINISHED.includes(status) || finishReason === 'length';
    return this.last() && text !== '' && isUnfinished;
  });
  protected readonly chip = computed(() => {
    const count = this.message().memories.length;
    return count === 1 ? '1 memory' : `${count} memories`;
  });
}
