import type { AnswerStream, Message } from '../../messages/index.js';
import type { TurnEvent } from '../turn-events.js';
import { beginOfRun, type NumberedEvent } from './stream-position.js';

/** Events of a turn before its text: `meta` and `memory`. */
type Opening = (answer: Message) => Promise<readonly TurnEvent[]>;

/** Turns what is kept of a growing answer, look after look, into the events that one reader lacks. */
export class FollowedStream {
  /** What the reader has; null while they have to be told from the start. */
  private text: string | null = null;

  /** @param position number of the last event that the reader has. */
  constructor(
    private position: number,
    private readonly opening: Opening,
  ) {}

  /** What came since the last look. */
  async grow({ answer, sequence }: AnswerStream): Promise<NumberedEvent[]> {
    const isRunning = answer.status === 'streaming';
    // Where it runs nothing was told yet.
    if (isRunning && sequence === beginOfRun(sequence)) return [];
    // Of one that has ended it is not known which text belongs to the position.
    if (this.text === null && isRunning && this.position === sequence) this.text = answer.text;
    if (this.text === null || !answer.text.startsWith(this.text))
      return this.tellAnew(answer, sequence);
    const text = answer.text.slice(this.text.length);
    this.text = answer.text;
    return text ? this.number([{ type: 'token', data: { text } }], sequence) : [];
  }

  /** The last events. */
  end(events: readonly TurnEvent[]): NumberedEvent[] {
    return this.number(events, this.position + events.length);
  }

  private async tellAnew(answer: Message, sequence: number): Promise<NumberedEvent[]> {
    const opening = await this.opening(answer);
    const { text } = answer;
    this.text = text;
    const first = beginOfRun(sequence);
    this.position = first;
    const opened = this.number(opening, first + opening.length);
    if (!text) return opened;
    return [...opened, ...this.number([{ type: 'token', data: { text } }], sequence)];
  }

  /** Numbers events so that the last has that number, or a higher one where that was used. */
  private number(events: readonly TurnEvent[], last: number): NumberedEvent[] {
    const end = Math.max(last, this.position + events.length);
    this.position = end;
    return events.map((event, index) => ({ sequence: end - events.length + 1 + index, event }));
  }
}
