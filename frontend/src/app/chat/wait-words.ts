import type { TurnPhase } from './running-turn';

/** What a turn waits for, in words. */
export function waitWords(phase: Exclude<TurnPhase, 'writing'>, model: string | null): string {
  if (phase === 'sending') return 'Sending your message';
  if (phase === 'reconnecting') return 'Connecting again';
  return model ? `Waiting for ${model}` : 'Looking through memory';
}
