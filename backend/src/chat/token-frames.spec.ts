import { TokenFrames } from './token-frames.js';

describe('token frames', () => {
  let sent: string[];
  let frames: TokenFrames;
  beforeEach(() => {
    vi.useFakeTimers();
    sent = [];
    frames = new TokenFrames((text) => sent.push(text));
  });
  afterEach(() => vi.useRealTimers());

  it('send the first token at once', () => {
    frames.push('a');
    expect(sent).toEqual(['a']);
  });

  it('gather what comes within 40 ms', () => {
    for (const token of ['a', 'b', 'c']) frames.push(token);
    vi.advanceTimersByTime(39);
    expect(sent).toEqual(['a']);
    vi.advanceTimersByTime(1);
    expect(sent).toEqual(['a', 'bc']);
    frames.push('d');
    expect(sent).toEqual(['a', 'bc']);
    vi.advanceTimersByTime(40);
    expect(sent).toEqual(['a', 'bc', 'd']);
  });

  it('send at once again after a pause, and let no timer run meanwhile', () => {
    frames.push('a');
    vi.advanceTimersByTime(40);
    expect(vi.getTimerCount()).toBe(0);
    frames.push('b');
    expect(sent).toEqual(['a', 'b']);
  });

  it('send the rest when flushed, once, and nothing later', () => {
    frames.push('a');
    frames.push('b');
    frames.flush();
    frames.flush();
    vi.runAllTimers();
    expect(sent).toEqual(['a', 'b']);
  });
});
