import { createServer } from 'node:http';

const server = createServer((_, response) => {
  response.setHeader('Content-Type', 'application/json');
  response.end('{"hello":"world"}');
});
server.listen(0, '127.0.0.1', () => console.log(`http://127.0.0.1:${server.address().port}`));
