import { QUESTION_KINDS, readConversations, type Question } from './labelled-set.ts';
import { spacesOf } from './labelled-space.ts';
import { shareOfWordsShared } from './shared-words.ts';

const conversations = readConversations();
const lines = conversations.flatMap((conversation) => conversation.lines);
const questions = conversations.flatMap((conversation) => conversation.questions);
const lineById = new Map(lines.map((line) => [line.id, line]));
const isoSeconds = /^\d{4}-\d\d-\d\dT\d\d:\d\d:\d\dZ$/;
const withEvidence = questions.filter(({ evidence }) => evidence.length > 0);
const line = (id: string) => lineById.get(id)!;

describe('the labelled conversations', () => {
  it('are many, of several sessions each', () => {
    expect(conversations.length).toBeGreaterThanOrEqual(12);
    expect(lines.length).toBeGreaterThanOrEqual(1200);
    for (const conversation of conversations) {
      const sessions = new Set(conversation.lines.map(({ session }) => session));
      expect(sessions.size).toBeGreaterThanOrEqual(4);
    }
  });

  it('give every message an id of its own', () => {
    expect(lineById.size).toBe(lines.length);
  });

  it.each(conversations)('are whole: $name', (conversation) => {
    const [first] = conversation.lines;
    for (const { id, space, session, role, at, text, speaker } of conversation.lines) {
      expect(id.startsWith(`${session}-`)).toBe(true);
      expect(session.startsWith(`${conversation.name}-`)).toBe(true);
      expect(space).toBe(first?.space);
      expect(['user', 'assistant']).toContain(role);
      expect(at).toMatch(isoSeconds);
      expect(Date.parse(at)).not.toBeNaN();
      expect(text.trim()).toBe(text);
      expect(text).not.toBe('');
      if (speaker !== undefined) expect(role).toBe('user');
    }
  });

  it.each(conversations)('go forward in time: $name', (conversation) => {
    const times = conversation.lines.map(({ at }) => Date.parse(at));
    expect(times).toEqual([...times].sort((one, other) => one - other));
  });

  it('are of people among themselves, too', () => {
    const speakers = conversations.filter((one) => one.lines.some(({ speaker }) => speaker));
    expect(speakers.length).toBeGreaterThanOrEqual(3);
  });
});

describe('the questions', () => {
  it('are many, of every kind and in several languages', () => {
    expect(questions.length).toBeGreaterThanOrEqual(170);
    const byKind = Map.groupBy(questions, ({ kind }) => kind);
    expect([...byKind.keys()].sort()).toEqual([...QUESTION_KINDS].sort());
    for (const [kind, group] of byKind) {
      expect(`${kind}: ${group.length >= (kind === 'translated' ? 5 : 15)}`).toBe(`${kind}: true`);
    }
    expect(new Set(questions.map(({ language }) => language)).size).toBeGreaterThanOrEqual(6);
  });

  it('have evidence in their own space exactly where something is known', () => {
    for (const { questions: asked, lines: said } of conversations) {
      const own = new Set(said.map(({ id }) => id));
      for (const { kind, evidence, text } of asked) {
        const known = kind !== 'unknown' && kind !== 'smalltalk';
        expect([text, evidence.length > 0]).toEqual([text, known]);
        expect([text, evidence.filter((id) => !own.has(id))]).toEqual([text, []]);
        expect(new Set(evidence).size).toBe(evidence.length);
      }
    }
  });

  it('name the latest statement where one replaces another, and only there', () => {
    const shapeOf = ({ kind, newest, evidence }: Question) => ({
      changed: newest !== undefined,
      latest: newest === undefined || newest === latestOf(evidence),
      several: newest === undefined || evidence.length > 1,
      kind,
    });
    for (const question of withEvidence) {
      const changed = question.kind === 'changed';
      const wanted = { kind: question.kind, changed, latest: true, several: true };
      expect([question.text, shapeOf(question)]).toEqual([question.text, wanted]);
    }
  });

  it('about what the assistant said point to what it said', () => {
    for (const { kind, evidence } of withEvidence) {
      if (kind === 'assistant') {
        expect(evidence.map((id) => line(id).role)).toEqual(evidence.map(() => 'assistant'));
      }
    }
  });

  it('are asked after what they ask about', () => {
    for (const { text, at, evidence, kind } of questions) {
      if (kind === 'time') expect(at).toMatch(isoSeconds);
      if (at === undefined) continue;
      const late = evidence.filter((id) => Date.parse(line(id).at) > Date.parse(at));
      expect([text, late]).toEqual([text, []]);
    }
  });

  it('are asked once in a space', () => {
    for (const space of spacesOf(conversations)) {
      const texts = space.questions.map(({ text }) => text);
      expect(texts).toHaveLength(new Set(texts).size);
    }
  });

  it('share few words with their evidence in a third of all cases', () => {
    const paraphrased = withEvidence.filter(({ text, evidence }) => {
      const said = evidence.map(line).map((one) => `${one.speaker ?? ''} ${one.text}`);
      return shareOfWordsShared(text, said.join(' ')) <= 0.2;
    });
    expect(paraphrased.length).toBeGreaterThanOrEqual(questions.length / 3);
  });
});

function latestOf(ids: readonly string[]): string | undefined {
  return [...ids]
    .sort((one, other) => Date.parse(line(one).at) - Date.parse(line(other).at))
    .at(-1);
}
