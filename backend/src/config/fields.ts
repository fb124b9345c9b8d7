import { z } from 'zod';

/** A switch, as people write it. */
export const boolean = z.stringbool({
  truthy: ['true', '1', 'yes', 'on'],
  falsy: ['false', '0', 'no', 'off'],
});

/** A whole number within a range. */
export const whole = (minimum: number, maximum: number) => {
  const error = `must be a whole number from ${minimum} to ${maximum}`;
  return z.coerce.number({ error }).int({ error }).min(minimum, { error }).max(maximum, { error });
};

/** A time in seconds, with a fraction where somebody wants one. */
export const seconds = (maximum = 3_600) => {
  const error = `must be a number of seconds from 0.05 to ${maximum}`;
  return z.coerce.number({ error }).min(0.05, { error }).max(maximum, { error });
};

/** An address that begins with one of the protocols. */
export const url = (...protocols: string[]) =>
  z.url({
    protocol: new RegExp(`^(${protocols.join('|')})$`),
    error: `must be a URL that starts with ${protocols.map((name) => `${name}://`).join(' or ')}`,
  });
