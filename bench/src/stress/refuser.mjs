// The floor: what turns every stream away and does nothing else.
import { createServer } from 'node:http';

const body = JSON.stringify({ status: 503, code: 'server_busy' });

const server = createServer((asked, answer) => {
  asked.resume();
  answer.setHeader('Content-Type', 'application/json');
  if (asked.method === 'GET') answer.end('{"items":[]}');
  else answer.writeHead(503, { 'Retry-After': '5' }).end(body);
});
server.listen(0, '127.0.0.1', 4_096, () =>
  console.log(`http://127.0.0.1:${server.address().port}`),
);
