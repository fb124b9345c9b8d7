import { isIPv4 } from 'node:net';

/**
 * Whether an address or a name means this machine only, as written by a person or in a Host header
 * (without port, IPv6 without brackets). A name that only begins like such an address does not:
 * `127.evil.example` belongs to whoever registers it.
 */
export const isLoopback = (host: string): boolean =>
  host === 'localhost' || host === '::1' || (host.startsWith('127.') && isIPv4(host));
