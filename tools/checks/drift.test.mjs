import assert from 'node:assert/strict';
import { test } from 'node:test';
import { difference } from './difference.mjs';
import { composeVariables, renderEnvExample, variablesOf } from './env-example.mjs';

const schema = {
  shape: {
    PORT: { def: { defaultValue: 3000 }, meta: () => ({ description: 'Port to listen on' }) },
    DATABASE_URL: { def: {}, meta: () => ({ description: 'PostgreSQL' }) },
  },
};
const example = renderEnvExample(variablesOf(schema), []);

test('.env.example names each variable with its meaning and default', () => {
  assert.match(example, /# Port to listen on\.\n#PORT=3000\n\n# PostgreSQL\.\n#DATABASE_URL=\n$/);
});

test('a variable that .env.example lacks is a drift', () => {
  const without = example.replace('#DATABASE_URL=\n', '');
  assert.match(difference('.env.example', without, example), /not up to date[^]*\+ #DATABASE_URL=/);
});

test('what only docker-compose.yml needs is in .env.example, too', () => {
  const compose = 'a: ${POSTGRES_PASSWORD:?choose a password}\nb: ${PORT:-3000}\nc: ${TAG:-latest}';
  assert.deepEqual(composeVariables(compose, variablesOf(schema)), [
    { name: 'POSTGRES_PASSWORD', value: '', description: 'choose a password' },
    { name: 'TAG', value: 'latest', description: '' },
  ]);
});

test('a committed file that is missing, longer or shorter is a drift', () => {
  assert.match(difference('openapi.json', undefined, '{}'), /openapi\.json is missing/);
  assert.match(difference('openapi.json', 'a\nb', 'a'), /from line 2 on/);
  assert.match(difference('openapi.json', 'a', 'a\nb'), /from line 2 on/);
  assert.equal(difference('openapi.json', 'a\n', 'a\n'), '');
});
