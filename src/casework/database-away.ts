/** SQLSTATE and codes of the socket that say that the database is away for a moment, or that somebody keeps what is needed from it locked. */
const CODES = /^(08|57P0[123]|53|55P03|ECONNREFUSED|ECONNRESET|EPIPE|ETIMEDOUT|25006)/;
/** What node-postgres says without a code. */
const SENTENCES =
  /^(Connection terminated|timeout exceeded when trying to connect|Client has encountered a connection error)/;

/** Whether a statement failed because the database is away, and may do better in a moment. */
export function isDatabaseAway(error: unknown): boolean {
  const { code, message, syscall } = error as { code?: unknown; message?: unknown; syscall?: unknown };
  // A file that is not there is none of the database's.
  if (code === 'ENOENT') return syscall === 'connect';
  if (typeof code === 'string') return CODES.test(code);
  return typeof message === 'string' && SENTENCES.test(message);
}
