/**
 * What the `pg` driver and PostgreSQL say when there is no connection: system errors, class 08, the
 * shutdown codes of class 57, too many connections (53300), a statement that took too long (57014) and a
 * lock that somebody held too long (55P03).
 */
const CODES =
  /^(E(CONN\w+|NOTFOUND|AI_AGAIN|TIMEDOUT|HOSTUNREACH|NETUNREACH|PIPE)|ENOENT|08\w{3}|57P0\d|57014|53300|55P03)$/;

/** What the driver says without a code. */
const WORDS =
  /Connection terminated|timeout expired|connection timeout|timeout exceeded when trying to connect|Client has encountered/;

/** Whether an error is one of those that a database gives which cannot be reached now. */
export const hasConnectionCode = (fault: Error): boolean =>
  'code' in fault && typeof fault.code === 'string' && CODES.test(fault.code);

/** The same of those that nothing but the driver says. */
export const saysConnectionLost = (fault: Error): boolean => WORDS.test(fault.message);
