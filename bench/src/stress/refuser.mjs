// The floor: what turns every stream away and does nothing else.
import { serveFloor } from '../floor-server.mjs';

const body = JSON.stringify({ status: 503, code: 'server_busy' });

serveFloor((_, answer) => {
  answer.writeHead(503, { 'Content-Type': 'application/json', 'Retry-After': '5' }).end(body);
});
