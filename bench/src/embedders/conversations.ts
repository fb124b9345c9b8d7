import { readFileSync } from 'node:fs';
import { gunzipSync } from 'node:zlib';
import { fromBeam, type BeamChat } from './beam.ts';
import type { Conversation } from './conversation.ts';
import { fromLocomo, type LocomoSample } from './locomo.ts';

/**
 * Reads labelled conversations in the format of LoCoMo or of BEAM, gzipped or not.
 * @throws {SyntaxError} when the file is neither.
 */
export function readConversations(path: string): Conversation[] {
  const bytes = readFileSync(path);
  const text = (path.endsWith('.gz') ? gunzipSync(bytes) : bytes).toString('utf8');
  // Trusted as far as a measurement goes: a wrong shape fails on its first use.
  const samples = JSON.parse(text) as readonly (LocomoSample | BeamChat)[];
  return samples.map((sample) =>
    'conversation' in sample ? fromLocomo(sample) : fromBeam(sample),
  );
}
