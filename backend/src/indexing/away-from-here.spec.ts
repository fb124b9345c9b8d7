import type { BreakerReport } from '../resilience/index.js';
import { awayFromHere } from './away-from-here.js';

const NOW = new Date('2026-05-01T12:00:00Z');
const later = (seconds: number) => new Date(NOW.getTime() + 1_000 * seconds);
const report = (name: string, rest: Partial<BreakerReport> = {}): BreakerReport => ({
  name,
  state: 'open',
  since: later(-10),
  failures: 5,
  retryAt: later(10),
  held: false,
  ...rest,
});
const awayOf = (...reports: readonly BreakerReport[]) => awayFromHere(reports)?.code;

describe('what a process without workers sees to be away', () => {
  it('is what its own calls leave alone', () => {
    expect(awayOf(report('embeddings:e5@127.0.0.1:1'))).toBe('embedder_unreachable');
    expect(awayOf(report('vectors:milvus@127.0.0.1:1'))).toBe('vectors_unreachable');
    expect(awayOf(report('chat:llama@127.0.0.1:1'))).toBeUndefined();
  });

  it('ends when a breaker is closed, or would let the next call try', () => {
    expect(awayOf(report('vectors:milvus@x', { state: 'closed', retryAt: null }))).toBeUndefined();
    expect(awayOf(report('vectors:milvus@x', { state: 'half-open' }))).toBeUndefined();
  });

  it('lasts while an administrator holds it open', () => {
    const held = report('vectors:milvus@x', { held: true, retryAt: null });
    expect(awayOf(held)).toBe('vectors_unreachable');
    expect(awayFromHere([held])?.why).toContain('administrator');
  });
});
