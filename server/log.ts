import { pino, type Logger } from 'pino';

export type Log = Logger;

/** Errors of drivers carry their connection along, with keys and queries: only what tells the fault is kept. */
function describeError(thrown: unknown): object {
  if (!(thrown instanceof Error)) return { message: String(thrown) };
  const { name, message, stack } = thrown;
  const code: unknown = (thrown as { code?: unknown }).code;
  const cause = thrown.cause === undefined ? {} : { cause: describeError(thrown.cause) };
  return { name, message, ...(typeof code === 'string' ? { code } : {}), stack, ...cause };
}

/** JSON lines on `destination` (stdout unless given). Headers and bodies are never logged: they carry tokens and passwords. */
export function createLog(level: string, destination?: { write(line: string): void }): Log {
  const options = {
    level,
    base: null,
    timestamp: () => `,"time":"${new Date().toISOString()}"`,
    serializers: { err: describeError },
    formatters: { level: (label: string) => ({ level: label }) },
    redact: {
      paths: ['password', '*.password', 'token', '*.token', 'secret', '*.secret', 'cookie', '*.cookie'],
      remove: true,
    },
  };
  return destination ? pino(options, destination) : pino(options);
}
