import { isLoopback } from './loopback.js';

describe('loopback', () => {
  it.each(['localhost', '::1', '127.0.0.1', '127.0.0.2', '127.255.255.254'])('is %s', (host) => {
    expect(isLoopback(host)).toBe(true);
  });

  it.each([
    '',
    '0.0.0.0',
    '::',
    '192.168.1.5',
    '127.evil.example',
    '127.0.0.1.evil.example',
    '127.0.0.999',
    'localhost.evil.example',
  ])('is not "%s"', (host) => {
    expect(isLoopback(host)).toBe(false);
  });
});
