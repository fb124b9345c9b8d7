// The floor: what passes an answer on and does nothing else. UPSTREAM is the model's base URL.
import { createServer, request } from 'node:http';

const upstream = `${process.env['UPSTREAM']}/chat/completions`;
const body = JSON.stringify({
  model: 'fake-model',
  stream: true,
  messages: [{ role: 'user', content: 'Hello' }],
});
const headers = { 'Content-Type': 'application/json' };

const server = createServer((asked, answer) => {
  asked.resume();
  if (asked.method === 'GET') {
    answer.setHeader('Content-Type', 'application/json').end('{"items":[]}');
    return;
  }
  request(upstream, { method: 'POST', headers }, (response) => {
    answer.writeHead(response.statusCode ?? 502, { 'Content-Type': 'text/event-stream' });
    response.pipe(answer);
  })
    .on('error', () => answer.destroy())
    .end(body);
});
server.listen(0, '127.0.0.1', 4_096, () =>
  console.log(`http://127.0.0.1:${server.address().port}`),
);
