const ISO_8601 =
  /^(\d{4}-\d{2}-\d{2})(?:[Tt ](\d{2}:\d{2})(?::(\d{2})(?:[.,](\d+))?)?(?:[Zz]|([+-]\d{2}):?(\d{2})?)?)?$/;

/**
 * The moment that an ISO 8601 date, or date and time, names; without a zone, in UTC.
 * @returns undefined for anything else, for days that the calendar lacks, and for what is no instant.
 */
export function instant(text: string): Date | undefined {
  const match = ISO_8601.exec(text.trim());
  if (!match) return undefined;
  const [, day = '', time = '00:00', second = '00', fraction = '0', hours, minutes = '00'] = match;
  const zone = hours === undefined ? 'Z' : `${hours}:${minutes}`;
  const at = new Date(`${day}T${time}:${second}.${fraction.slice(0, 3)}${zone}`);
  return isDay(day) && isInstant(at) ? at : undefined;
}

/** Whether a date is one at all, in the years from 1 to 9999: PostgreSQL and every spelling hold those. */
export function isInstant(at: Date): boolean {
  const year = at.getUTCFullYear();
  return year >= 1 && year <= 9_999;
}

/** The parser takes February 30 for March 2. */
function isDay(day: string): boolean {
  const midnight = new Date(`${day}T00:00:00Z`);
  return !Number.isNaN(midnight.getTime()) && midnight.toISOString().startsWith(day);
}
