import autocannon from 'autocannon';
import type { Contender } from './contenders.ts';

const CONNECTIONS = 50;
const SECONDS = 5;

/** How many requests without a stream are answered a second while nothing else is asked. */
export async function plainRequests({
  name,
  plainUrl,
}: Contender): Promise<Record<string, unknown>> {
  const at = { url: plainUrl, connections: CONNECTIONS };
  await autocannon({ ...at, duration: 1 });
  const { requests, latency, non2xx, errors, timeouts } = await autocannon({
    ...at,
    duration: SECONDS,
  });
  return {
    through: name,
    'requests a second': Math.round(requests.mean),
    p50: `${latency.p50} ms`,
    'p97.5': `${latency.p97_5} ms`,
    failures: non2xx + errors + timeouts,
  };
}
