// The image's health check: ends with 0 while Memocha can serve requests, otherwise with 1.

/** Milliseconds to wait for an answer; less than the Dockerfile gives the whole check. */
const PATIENCE = 4_000;

const url = `http://127.0.0.1:${process.env['PORT'] || '3000'}/health/ready`;
try {
  const response = await fetch(url, { signal: AbortSignal.timeout(PATIENCE) });
  // Kept by the engine and shown by `docker inspect`.
  if (!response.ok) console.error(await response.text());
  process.exitCode = response.ok ? 0 : 1;
} catch (error) {
  // Not listening yet or no more, or too slow: not ready, whatever the reason.
  console.error(`${url} did not answer (${String(error)})`);
  process.exitCode = 1;
}
