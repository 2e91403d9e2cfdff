import { once } from 'node:events';
import { from } from 'pg-copy-streams';
import type { Connection } from '../connection.ts';

/** A COPY under way on its own connection. Rows are gathered, so that the socket sees few large writes. */
export interface CopySink {
  /** One or more whole rows in COPY's text format. */
  write(rows: string): void;
  /** Sends what was gathered; wait for it before reading on, else a slow database fills the memory. */
  flush(): Promise<void>;
  /** Resolves to the number of rows the database took. */
  end(): Promise<number>;
  /** Gives up; the rows sent so far vanish. */
  abort(error: Error): Promise<void>;
}

const GATHERED = 1 << 16;

export function startCopy(client: Connection, statement: string): CopySink {
  const stream = client.query(from(statement));
  let failure: Error | null = null;
  // Heard here from the start: an error between two writes has nobody else to go to.
  const finished = new Promise<void>((resolve) => {
    stream.once('finish', resolve);
    stream.once('close', resolve);
    stream.on('error', (error: Error) => {
      failure ??= error;
      resolve();
    });
  });
  let gathered = '';

  async function send(): Promise<void> {
    if (failure) throw failure;
    const rows = gathered;
    gathered = '';
    if (rows !== '' && !stream.write(Buffer.from(rows, 'utf8'))) await Promise.race([once(stream, 'drain'), finished]);
    if (failure) throw failure;
  }

  return {
    write(rows) {
      gathered += rows;
    },
    flush: () => (gathered.length < GATHERED ? Promise.resolve() : send()),
    async end() {
      await send();
      stream.end();
      await finished;
      if (failure) throw failure;
      return stream.rowCount;
    },
    async abort(error) {
      if (!failure) stream.destroy(error);
      await finished;
    },
  };
}
