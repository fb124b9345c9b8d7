import { QueryFailedError } from 'typeorm';
import { isDatabaseAway } from './database-away.js';

const withCode = (code: string, message = 'x', more: object = {}): Error =>
  Object.assign(new Error(message), { code, ...more });
const failedBy = (code: string): Error =>
  Object.assign(new QueryFailedError('SELECT 1', [], withCode(code)), { code });

it.each([
  ['refused connection', withCode('ECONNREFUSED', 'x', { syscall: 'connect' })],
  [
    'refused on every address',
    new AggregateError([withCode('ECONNREFUSED', 'x', { syscall: 'connect' })]),
  ],
  ['server that shuts down', failedBy('57P01')],
  ['server that starts', withCode('57P03', 'x', { severity: 'FATAL' })],
  ['statement that took too long', failedBy('57014')],
  ['lock that somebody held too long', failedBy('55P03')],
  ['too many connections', failedBy('53300')],
  ['connection that broke', new Error('Connection terminated unexpectedly')],
  ['pool without a free connection', new Error('timeout exceeded when trying to connect')],
])('takes a %s for a database that is away', (_, error) => {
  expect(isDatabaseAway(error)).toBe(true);
});

it.each([
  ['broken constraint', failedBy('23505')],
  ['syntax error', failedBy('42601')],
  ['fault of our own', new TypeError('x is not a function')],
  ['file that is missing', withCode('ENOENT')],
  ['thing that is no error', 'ECONNREFUSED'],
])('does not take a %s for one', (_, error) => {
  expect(isDatabaseAway(error)).toBe(false);
});
