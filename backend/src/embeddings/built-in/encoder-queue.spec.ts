import type { FromEncoder } from './encoder-messages.js';
import { EncoderQueue } from './encoder-queue.js';

const STEPS = 3;

/** A queue whose encoder writes down what it does; messages come in only while it pauses. */
function aQueue(during: Record<number, () => void> = {}) {
  const done: string[] = [];
  const answers: FromEncoder[] = [];
  let pauses = 0;
  let idle = (): void => undefined;
  const encode = (text: string) => {
    if (text === 'bad') throw new Error('unreadable');
    done.push(text);
    return Float32Array.of(text.length);
  };
  const queue: EncoderQueue = new EncoderQueue({
    encode,
    *encodeInSteps(text) {
      for (let step = 1; step < STEPS; step++) {
        done.push(`${text} ${step}`);
        yield;
      }
      return encode(text);
    },
    pause: () => {
      during[++pauses]?.();
      return Promise.resolve();
    },
    answer: (answer) => {
      answers.push(answer);
      idle();
    },
  });
  const patient = (id: number, ...texts: string[]) =>
    queue.take({ kind: 'encode', id, texts, urgent: false });
  const urgent = (id: number, ...texts: string[]) =>
    queue.take({ kind: 'encode', id, texts, urgent: true });
  const answered = (count: number) =>
    new Promise<void>((resolve) => {
      idle = () => {
        if (answers.length >= count) resolve();
      };
      idle();
    });
  return { queue, patient, urgent, done, answers, answered };
}

describe('the queue of the encoder', () => {
  it('answers requests in their order, each with a vector a text', async () => {
    const { patient, answers, answered } = aQueue();
    patient(1, 'a', 'bcd');
    patient(2, 'ef');
    await answered(2);
    expect(answers).toEqual([
      { id: 1, vectors: [Float32Array.of(1), Float32Array.of(3)], workMs: 0 },
      { id: 2, vectors: [Float32Array.of(2)], workMs: 0 },
    ]);
  });

  it('lets an urgent request go first, after one step of a text', async () => {
    const rush = () => it.urgent(9, 'now');
    const it = aQueue({ 1: rush });
    it.patient(1, 'one', 'two');
    await it.answered(2);
    expect(it.done.slice(0, 3)).toEqual(['one 1', 'now', 'one 2']);
    expect(it.answers.map(({ id }) => id)).toEqual([9, 1]);
  });

  it('does nothing more for a request that was cancelled', async () => {
    const cancel = () => it.queue.take({ kind: 'cancel', id: 1 });
    const it = aQueue({ 1: cancel });
    it.patient(1, 'one', 'two');
    it.patient(2, 'three');
    await it.answered(1);
    expect(it.answers.map(({ id }) => id)).toEqual([2]);
    expect(it.done).not.toContain('two');
  });

  it('hears between urgent requests that one was cancelled', async () => {
    const more = () => {
      it.urgent(2, 'two');
      it.urgent(3, 'three');
    };
    const cancel = () => {
      it.queue.take({ kind: 'cancel', id: 3 });
      it.urgent(4, 'four');
    };
    const it = aQueue({ 1: more, 2: cancel });
    it.urgent(1, 'one');
    await it.answered(3);
    expect(it.done).toEqual(['one', 'two', 'four']);
  });

  it('says how long it worked on an urgent request', async () => {
    const { urgent, answers, answered } = aQueue();
    urgent(1, 'now');
    await answered(1);
    expect(answers).toEqual([{ id: 1, vectors: [Float32Array.of(3)], workMs: expect.any(Number) }]);
    expect(answers[0]).toHaveProperty(
      'workMs',
      expect.toSatisfy((ms: number) => ms > 0),
    );
  });

  it('says of one text that it cannot be encoded, and goes on', async () => {
    const { patient, urgent, answers, answered } = aQueue();
    patient(1, 'good', 'bad');
    urgent(2, 'bad');
    patient(3, 'fine');
    await answered(3);
    expect(answers).toEqual([
      { id: 2, fault: expect.stringContaining('unreadable') },
      { id: 1, fault: expect.stringContaining('unreadable') },
      { id: 3, vectors: [Float32Array.of(4)], workMs: 0 },
    ]);
  });

  it('works again after it had nothing to do', async () => {
    const { patient, answered, answers } = aQueue();
    patient(1, 'a');
    await answered(1);
    patient(2, 'b');
    await answered(2);
    expect(answers).toHaveLength(2);
  });
});
