import { pino, type Logger } from 'pino';

export type Log = Logger;

/** JSON lines on `destination` (stdout unless given). Headers and bodies are never logged: they carry tokens and passwords. */
export function createLog(level: string, destination?: { write(line: string): void }): Log {
  const options = {
    level,
    base: null,
    timestamp: () => `,"time":"${new Date().toISOString()}"`,
    formatters: { level: (label: string) => ({ level: label }) },
    redact: {
      paths: ['password', '*.password', 'token', '*.token', 'secret', '*.secret', 'cookie', '*.cookie'],
      remove: true,
    },
  };
  return destination ? pino(options, destination) : pino(options);
}
