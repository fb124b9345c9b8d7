import { randomUUID } from 'node:crypto';
import { chatWithFakeModel } from '../../test/support/chat-with-fake-model.js';
import { streamOf } from '../../test/support/api-client.js';
import { expectProblem } from '../../test/support/expect-problem.js';
import { Foreground } from '../foreground/index.js';
import { MemoryRecall } from '../memory/index.js';

describe('work in the background', () => {
  const shared = chatWithFakeModel({ kind: 'answer', text: 'An answer.' });
  afterEach(() => vi.restoreAllMocks());

  const isWaitedFor = () => shared.running.app.get(Foreground).isWaitedFor;
  const send = (text: string, requestId = randomUUID()) =>
    streamOf(shared.running.api.send(shared.session, text, requestId));

  it('gives way to a turn until the model is asked', async () => {
    const recall = vi.spyOn(shared.running.app.get(MemoryRecall), 'recall');
    const seen: [string, boolean][] = [];
    recall.mockImplementation(() => {
      seen.push(['while it is recalled', isWaitedFor()]);
      throw new Error('enough was seen');
    });
    shared.fake.behave(() => {
      seen.push(['while the model answers', isWaitedFor()]);
      return { kind: 'answer', text: 'An answer.' };
    });
    await send('Hello');
    expect(seen).toEqual([
      ['while it is recalled', true],
      ['while the model answers', false],
    ]);
  });

  it('does not give way to what needs no answer made', async () => {
    const id = randomUUID();
    await send('Hello', id);
    await send('Hello', id);
    expect(isWaitedFor()).toBe(false);
    const path = `/api/sessions/${shared.session}/messages`;
    const refused = await shared.running.api.call('POST', path, { text: 'No', requestId: id });
    expectProblem(refused, 409, 'request_conflict');
    expect(isWaitedFor()).toBe(false);
  });
});
