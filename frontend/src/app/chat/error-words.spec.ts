import { ApiError } from '../api/api-error';
import { failedWords, notAccepted, toMessageError } from './error-words';

const failure = (code: string, message: string) => ({ code, message, retryable: true });

describe('failedWords', () => {
  it.each([
    [null, 'The answer could not be finished. Your message is kept.'],
    [failure('offline', ''), 'The connection to Memocha was lost. Your message is kept.'],
    [failure('model_unreachable', 'No model'), 'No model. Your message is kept.'],
    [failure('x', 'It broke! Your message is kept.'), 'It broke! Your message is kept.'],
  ])('of %j are %j', (error, words) => {
    expect(failedWords(error)).toBe(words);
  });
});

describe('notAccepted', () => {
  it.each([
    [new TypeError('network'), 'The connection broke before your message arrived.'],
    [new ApiError('offline', '', 0), 'Memocha does not answer.'],
    [new ApiError('not_found', 'x', 404), 'This chat is gone.'],
    [new ApiError('message_too_long', 'x', 413), 'That message is too long to be sent at once.'],
    [new ApiError('shutting_down', 'Closing down', 503), 'Closing down.'],
  ])('says of %s why, and where the words are', (error, why) => {
    expect(notAccepted(error)).toBe(`${why} Your message is back in the box below.`);
  });
});

describe('toMessageError', () => {
  it('keeps the code of the server and takes all else for a lost connection', () => {
    expect(toMessageError(new ApiError('rate_limited', 'Slow', 429)).code).toBe('rate_limited');
    expect(toMessageError(new SyntaxError('JSON')).code).toBe('offline');
  });
});
