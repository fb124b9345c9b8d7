import { ApiError } from '../api/api-error';
import type { MessageError } from '../api/models';

/** Words for an answer that failed: what happened, and what is kept. */
export function failedWords(error: MessageError | null): string {
  if (!error) return 'The answer could not be finished. Your message is kept.';
  if (error.code === 'offline') return 'The connection to Memocha was lost. Your message is kept.';
  const words = sentence(error.message);
  return /\bkept\b/.test(words) ? words : `${words} Your message is kept.`;
}

/** Words for a message that was not accepted and is back in the composer. */
export function notAccepted(error: unknown): string {
  return `${whyNot(error)} Your message is back in the box below.`;
}

function whyNot(error: unknown): string {
  if (!(error instanceof ApiError)) return 'The connection broke before your message arrived.';
  if (error.offline) return 'Memocha does not answer.';
  if (error.status === 404) return 'This chat is gone.';
  if (error.code === 'message_too_long') return 'That message is too long to be sent at once.';
  return sentence(error.message);
}

/** Anything that was thrown, as the error of a message. */
export function toMessageError(error: unknown): MessageError {
  if (!(error instanceof ApiError)) return { code: 'offline', message: '', retryable: true };
  return { code: error.code, message: error.message, retryable: true };
}

function sentence(text: string): string {
  return /[.!?]$/.test(text) ? text : `${text}.`;
}
