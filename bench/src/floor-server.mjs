import { createServer } from 'node:http';

/**
 * A server that does as little as can be done, as the floor of a measurement: what is got is an empty list.
 * It prints its address.
 * @param {import('node:http').RequestListener} answerPost
 */
export function serveFloor(answerPost) {
  const server = createServer((asked, answer) => {
    asked.resume();
    if (asked.method === 'GET')
      answer.setHeader('Content-Type', 'application/json').end('{"items":[]}');
    else answerPost(asked, answer);
  });
  server.listen(0, '127.0.0.1', 4_096, () =>
    console.log(`http://127.0.0.1:${server.address().port}`),
  );
}
