import { HttpError } from './errors.ts';

/** SQLSTATEs of a database that is going, gone, full or busy; by class, or in full. */
const CLASSES = ['08', '53'];
const STATES = ['57P01', '57P02', '57P03', '57P05', '25006', '40001', '40P01', '55P03', '57014'];
/** What Node says of a connection that cannot be made or broke. */
const SYSTEM = [
  'ECONNREFUSED',
  'ECONNRESET',
  'EPIPE',
  'ETIMEDOUT',
  'EHOSTUNREACH',
  'ENETUNREACH',
  'ENOTFOUND',
  'EAI_AGAIN',
];
/** pg gives these errors no code. */
const MESSAGES = [
  /^Connection terminated/,
  /^timeout exceeded when trying to connect/,
  /^Cannot use a pool after calling end/,
  /^Client has encountered a connection error and is not queryable/,
];

/** 503 `database_unavailable` for what passes when the database is back; undefined for everything else. */
export function databaseFault(thrown: unknown): HttpError | undefined {
  if (!(thrown instanceof Error)) return undefined;
  const { code } = thrown as { code?: unknown };
  const passing =
    typeof code === 'string'
      ? STATES.includes(code) || SYSTEM.includes(code) || (code.length === 5 && CLASSES.includes(code.slice(0, 2)))
      : MESSAGES.some((message) => message.test(thrown.message));
  if (!passing) return undefined;
  return new HttpError(503, 'database_unavailable', 'The database does not answer right now. Try again in a moment.', {
    headers: { 'Retry-After': '2' },
  });
}
