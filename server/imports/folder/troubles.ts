import type { Log } from '../../log.ts';

/** What is wrong with single files, told once and not at every look. */
export interface Troubles {
  tell(name: string, error: Error, text: string): void;
  over(name: string): void;
}

export function createTroubles(log: Log): Troubles {
  const told = new Map<string, string>();
  return {
    tell(name, error, text) {
      if (told.get(name) === error.message) return;
      told.set(name, error.message);
      log.warn({ err: error, file: name }, text);
    },
    over: (name) => void told.delete(name),
  };
}

/** Whether only the file at hand is at fault: a full disk or a lost database is no reason to go on with the next one. */
export function isOfOneFile(error: unknown): error is NodeJS.ErrnoException {
  if (!(error instanceof Error)) return false;
  const { path, syscall } = error as NodeJS.ErrnoException;
  return path !== undefined || syscall === 'read';
}
