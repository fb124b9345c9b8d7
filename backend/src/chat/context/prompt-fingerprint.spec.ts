import type { PromptMessage } from '../../llm/index.js';
import { fingerprintOf } from './prompt-fingerprint.js';

describe('the fingerprint of a prompt', () => {
  const prompt: readonly PromptMessage[] = [
    { role: 'user', text: 'tea' },
    { role: 'assistant', text: '' },
  ];

  it('is the same for the same messages', () => {
    expect(fingerprintOf(prompt.map((message) => ({ ...message })))).toBe(fingerprintOf(prompt));
    expect(fingerprintOf(prompt)).toMatch(/^[0-9a-f]{16}$/);
  });

  it.each<[string, readonly PromptMessage[]]>([
    ['text', [{ role: 'user', text: 'Tea' }, prompt[1]!]],
    ['role', [{ role: 'system', text: 'tea' }, prompt[1]!]],
    ['order', prompt.toReversed()],
    ['number of messages', prompt.slice(0, 1)],
    ['border between messages', [{ role: 'user', text: 'teaassistant 0 ' }]],
  ])('is another for another %s', (_, other) => {
    expect(fingerprintOf(other)).not.toBe(fingerprintOf(prompt));
  });
});
