import type { ModelUsage } from '../llm/index.js';
import { ModelError } from '../llm/index.js';
import type { AnswerEnd } from '../messages/index.js';
import { DomainError } from '../shared/index.js';

type SoFar = Pick<AnswerEnd, 'text' | 'model' | 'context'>;

/** The model said that it was done. */
export const finished = (
  soFar: SoFar,
  { reason, usage }: { readonly reason: string; readonly usage: ModelUsage | null },
): AnswerEnd => ({ ...soFar, status: 'complete', finishReason: reason, failure: null, usage });

const SHUTDOWN = {
  code: 'shutdown',
  message: 'The server stopped before the answer was done. What was said is kept.',
  retryable: true,
};

const ABANDONED = {
  code: 'abandoned',
  message: 'Nobody was reading any more, so the answer was ended. What was said is kept.',
  retryable: true,
};

/** The turn was ended from outside: by the person, since the server stops, or since nobody reads. */
export function ended(soFar: SoFar, ending: unknown): AnswerEnd {
  if (ending === 'stopped')
    return { ...soFar, status: 'stopped', finishReason: 'stopped', failure: null, usage: null };
  const failure = ending === 'abandoned' ? ABANDONED : SHUTDOWN;
  return { ...soFar, status: 'interrupted', finishReason: 'interrupted', failure, usage: null };
}

/** There is no answer, or it broke off. */
export function failed(soFar: SoFar, cause: unknown): AnswerEnd {
  const failure =
    cause instanceof DomainError
      ? {
          code: cause.code,
          message: cause.message,
          retryable: cause instanceof ModelError && cause.retryable,
        }
      : {
          code: 'internal_error',
          message: 'Something went wrong here. Your message is kept.',
          retryable: true,
        };
  return { ...soFar, status: 'failed', finishReason: 'error', failure, usage: null };
}
