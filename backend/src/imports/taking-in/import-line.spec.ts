import { LineFault, readLine } from './import-line.js';

const NOW = new Date('2026-03-02T12:00:00Z');
const LINE = { space: 'Work', session: 's1', id: '1', role: 'user', text: 'My dog is called Rex.' };

const read = (line: string | Uint8Array) =>
  readLine(typeof line === 'string' ? Buffer.from(line) : line, NOW);
const withField = (field: object) => JSON.stringify({ ...LINE, ...field });

/** The code of what is wrong with a line. */
function faultIn(line: string | Uint8Array): string | undefined {
  try {
    read(line);
    return undefined;
  } catch (error) {
    if (error instanceof LineFault) return error.code;
    throw error;
  }
}

describe('a line of an import', () => {
  it('is a message', () => {
    expect(read(withField({ speaker: 'Ann', at: '2025-03-31T18:05:00Z' }))).toEqual({
      ...LINE,
      speaker: 'Ann',
      at: new Date('2025-03-31T18:05:00Z'),
    });
  });

  it('may leave out, or leave empty, what is optional', () => {
    const message = { ...LINE, space: undefined, speaker: null, at: NOW };
    expect(read(withField({ space: undefined }))).toEqual(message);
    expect(read(withField({ space: null, speaker: null, at: null }))).toEqual(message);
  });

  it('may hold what nobody knows', () => {
    expect(read(withField({ model: 'm', __proto__: 1, constructor: [] }))).toMatchObject(LINE);
    expect(read(`{"__proto__":{"role":"admin"},${withField({}).slice(1)}`)).toMatchObject(LINE);
  });

  it.each(['', ' ', '\t', '\r', '\u{feff}'])('may be blank: %j', (line) => {
    expect(read(line)).toBeUndefined();
  });

  it('may end in a carriage return, and begin with a byte order mark', () => {
    expect(read(`\u{feff}${withField({})}\r`)).toMatchObject(LINE);
  });

  it('keeps its text as it is, but for halves of characters', () => {
    expect(read(withField({ text: '  two\n lines 🦴 ' }))?.text).toBe('  two\n lines 🦴 ');
    expect(read('{"session":"s","id":"1","role":"user","text":"half \\ud83d"}')?.text).toBe(
      'half \u{fffd}',
    );
  });

  it('may be as old as it likes, and a day ahead of our clock', () => {
    expect(faultIn(withField({ at: '1987-01-01' }))).toBeUndefined();
    expect(faultIn(withField({ at: '2026-03-03T11:59:00Z' }))).toBeUndefined();
    expect(faultIn(withField({ at: '2026-03-03T12:01:00Z' }))).toBe('date_in_future');
  });

  it.each([
    ['invalid_json', '{"session":"s"'],
    ['invalid_json', 'hello'],
    ['invalid_json', '[1]'],
    ['invalid_json', 'null'],
    ['invalid_json', '"text"'],
    ['invalid_json', '['.repeat(100_000)],
    ['invalid_utf8', Uint8Array.of(0x7b, 0xc3, 0x28, 0x7d)],
    ['unknown_role', withField({ role: 'system' })],
    ['unknown_role', withField({ role: undefined })],
    ['invalid_date', withField({ at: 'yesterday' })],
    ['invalid_date', withField({ at: 1_743_444_300 })],
    ['empty_text', withField({ text: '' })],
    ['empty_text', withField({ text: ' \n' })],
    ['validation_failed', withField({ text: undefined })],
    ['validation_failed', withField({ text: ['a'] })],
    ['validation_failed', withField({ text: 'a\0b' })],
    ['validation_failed', withField({ session: undefined })],
    ['validation_failed', withField({ session: '' })],
    ['validation_failed', withField({ id: 7 })],
    ['validation_failed', withField({ id: 'x'.repeat(201) })],
    ['validation_failed', withField({ space: ' ' })],
    ['validation_failed', withField({ space: 'x'.repeat(101) })],
    ['validation_failed', withField({ speaker: 'a\0' })],
    ['validation_failed', withField({ speaker: 'x'.repeat(101) })],
  ])('is refused: %s', (code, line) => {
    expect(faultIn(line)).toBe(code);
  });

  it('names the field that is wrong, and quotes nothing', () => {
    expect(() => read(withField({ session: 7 }))).toThrow('session must be a string.');
    expect(() => read('{"text":"a secret')).toThrow('The line is not valid JSON.');
  });
});
