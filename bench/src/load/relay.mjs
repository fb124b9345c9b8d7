// The floor: what passes an answer on and does nothing else. UPSTREAM is the model's base URL.
import { request } from 'node:http';
import { serveFloor } from '../floor-server.mjs';

const upstream = `${process.env['UPSTREAM']}/chat/completions`;
const body = JSON.stringify({
  model: 'fake-model',
  stream: true,
  messages: [{ role: 'user', content: 'Hello' }],
});
const headers = { 'Content-Type': 'application/json' };

serveFloor((_, answer) => {
  request(upstream, { method: 'POST', headers }, (response) => {
    answer.writeHead(response.statusCode ?? 502, { 'Content-Type': 'text/event-stream' });
    response.pipe(answer);
  })
    .on('error', () => answer.destroy())
    .end(body);
});
