import { DataSource } from 'typeorm';
import { describeOnEachDatabase } from '../../../test/support/describe-on-database.js';
import { expectProblem } from '../../../test/support/expect-problem.js';
import { FakeOpenAiServer } from '../../../test/support/fake-openai-server.js';
import { RunningApp } from '../../../test/support/running-app.js';
import { someUser } from '../../../test/support/some-user.js';
import { countTokens, newId } from '../../shared/index.js';
import type { ReceiptDto } from './receipt.dto.js';
import { ReceiptService } from './receipt.service.js';

describeOnEachDatabase('the receipt of an answer', (database) => {
  let fake: FakeOpenAiServer;
  let running: RunningApp;
  beforeAll(async () => {
    fake = await FakeOpenAiServer.start();
    running = await RunningApp.start({ ...fake.environment, ...(await database.settings()) });
  });
  afterAll(async () => {
    await running.stop();
    await fake.stop();
  });

  const say = async (message: string, more: object = {}) =>
    (
      await running.api.call<{ sessionId: string; messageId: string }>('POST', '/api/chat', {
        message,
        ...more,
      })
    ).body;
  const receiptOf = async (messageId: string) =>
    (await running.api.call<ReceiptDto>('GET', `/api/messages/${messageId}/receipt`)).body;

  it('shows all that the model was sent, to the letter, with tokens and scores', async () => {
    const space = newId();
    await say('My dog is called Rex.', { space });
    const { sessionId } = await say('Hello there.', { space });
    const { messageId } = await say('What is my dog called?', { sessionId });
    const sent = fake.requests.at(-1)?.messages;
    const receipt = await receiptOf(messageId);
    expect(receipt.prompt.map(({ role, text }) => ({ role, content: text }))).toEqual(sent);
    expect(receipt).toMatchObject({ exact: true, degraded: expect.any(Array), nothingFits: false });
    expect(receipt.memories.map(({ memory }) => memory?.text)).toEqual(['My dog is called Rex.']);
    expect(receipt.memories[0]?.parts.lexical).toBeGreaterThan(0);
    const { system = 0, history = 0, memories = 0, message = 0 } = receipt.tokens ?? {};
    const counted = receipt.prompt.reduce((sum, { tokens }) => sum + tokens, 0);
    expect(system + history + memories + message).toBe(counted);
    expect(receipt.history).toEqual({ sent: 2, leftOut: 0 });
  });

  it('says what was left out and why, and how many tokens it would have cost', async () => {
    const space = newId();
    const { sessionId } = await say('My dog is called Rex.', { space });
    const { messageId } = await say('What is my dog called?', { sessionId });
    const { memories, leftOut } = await receiptOf(messageId);
    expect(memories).toEqual([]);
    expect(leftOut).toMatchObject([
      {
        reason: 'in_conversation',
        memory: { text: 'My dog is called Rex.', tokens: countTokens('My dog is called Rex.') },
      },
    ]);
  });

  it('says of what is outdated when a later statement was made, as the conversation does', async () => {
    const space = newId();
    await say('I have solved 8 problems of geometry.', { space });
    await say('By today I solved 12 problems of geometry.', { space });
    const question = 'How many problems of geometry have I solved?';
    const { messageId, sessionId } = await say(question, { space });
    const { memories } = await receiptOf(messageId);
    const [later, earlier] = memories.map(({ memory }) => memory);
    const outdated = { outdatedBy: later?.memoryId, outdatedAt: later?.at };
    expect(later).toMatchObject({ outdatedBy: null, outdatedAt: null });
    expect(earlier).toMatchObject(outdated);
    const answer = (await running.api.history(sessionId)).at(-1);
    expect(answer).toMatchObject({ memories: [{ outdatedBy: null }, outdated] });
  });

  it('does not bring back what was forgotten, and says that it is not the same any more', async () => {
    const space = newId();
    const { sessionId } = await say('My dog is called Rex.', { space });
    const { messageId } = await say('What is my dog called?', { space });
    await running.api.call('DELETE', `/api/sessions/${sessionId}`);
    const receipt = await receiptOf(messageId);
    expect(receipt).toMatchObject({ exact: false, memories: [{ memory: null }] });
    expect(JSON.stringify(receipt)).not.toContain('Rex');
  });

  describe('of an answer that was made from a memory', () => {
    let before: Awaited<ReturnType<typeof say>>;
    let messageId: string;
    beforeEach(async () => {
      const space = newId();
      // Means little without its answer, which goes along.
      before = await say('And the dog?', { space });
      ({ messageId } = await say('Which dog?', { space }));
      const [used] = (await receiptOf(messageId)).memories;
      expect(used?.memory?.sources.map((source) => source.messageId)).toContain(before.messageId);
    });
    const isExact = async () => (await receiptOf(messageId)).exact;
    const change = (statement: string, id: string) =>
      running.app.get(DataSource).query(statement, [id]);

    it('is exact as long as all that was sent reads the same', async () => {
      expect(await isExact()).toBe(true);
    });

    it('is not once the conversation of the memory is called otherwise', async () => {
      const title = 'Pets';
      await running.api.call('PATCH', `/api/sessions/${before.sessionId}`, { title });
      const receipt = await receiptOf(messageId);
      expect(receipt.prompt.at(-1)?.text).toContain('"Pets"');
      expect(receipt.exact).toBe(false);
    });

    it('is not once the answer goes on that went along', async () => {
      await change(`UPDATE messages SET text = text || ' More.' WHERE id = $1`, before.messageId);
      expect(await isExact()).toBe(false);
    });

    it('is not where nobody noted what was sent', async () => {
      await change(
        `UPDATE messages SET context = context #- '{seal,prompt}' WHERE id = $1`,
        messageId,
      );
      expect(await isExact()).toBe(false);
    });
  });

  it("is not shown of another's answer, of a question, or of nothing", async () => {
    const { messageId, sessionId } = await say('My dog is called Rex.');
    const other = await someUser(running.app);
    const service = running.app.get(ReceiptService, { strict: false });
    await expect(service.of(other, messageId)).rejects.toMatchObject({ code: 'not_found' });
    const [question] = await running.api.history(sessionId);
    for (const id of [question?.id ?? '', newId()])
      expectProblem(await running.api.call('GET', `/api/messages/${id}/receipt`), 404, 'not_found');
  });

  it('is honest about an answer that nothing was prepared for', async () => {
    const { messageId } = await say('My dog is called Rex.');
    const source = running.app.get(DataSource);
    await source.query('UPDATE messages SET context = NULL WHERE id = $1', [messageId]);
    const reply = await running.api.call('GET', `/api/messages/${messageId}/receipt`);
    expectProblem(reply, 404, 'no_receipt');
  });
});
