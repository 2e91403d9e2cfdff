import pg from 'pg';
import type { Log } from '../log.ts';

export type Pool = pg.Pool;
export type Client = pg.PoolClient;
/** What a query needs: the pool, or the client of a transaction. */
export type Queryable = Pick<pg.Pool, 'query'>;

const INT8 = 20;
const DATE = 1082;

// bigint ids and counts stay below 2^53; a date is a day on the calendar, not an instant. numeric stays text: money is never a float here.
const types: pg.CustomTypesConfig = {
  getTypeParser: ((oid: number, format?: 'text' | 'binary') => {
    if (format !== 'binary' && oid === INT8) return Number;
    if (format !== 'binary' && oid === DATE) return (value: string) => value;
    return pg.types.getTypeParser(oid, format ?? 'text');
  }) as typeof pg.types.getTypeParser,
};

export function createPool(connectionString: string, log: Log, options: pg.PoolConfig = {}): Pool {
  const pool = new pg.Pool({
    connectionString,
    max: 20,
    connectionTimeoutMillis: 5_000,
    idleTimeoutMillis: 30_000,
    application_name: 'epm-retail',
    types,
    ...options,
  });
  // An idle client that loses its server emits here; unheard, it would end the process.
  pool.on('error', (error) => {
    // While stopping, the server may cut a connection before it has said goodbye.
    if (!pool.ending) log.warn({ err: error }, 'an idle database connection was lost');
  });
  return pool;
}

/** Runs `work` between begin and commit; any throw rolls back and is passed on. */
export async function transaction<T>(pool: Pool, work: (client: Client) => Promise<T>): Promise<T> {
  const client = await pool.connect();
  let broken: Error | undefined;
  try {
    await client.query('begin');
    const result = await work(client);
    await client.query('commit');
    return result;
  } catch (error) {
    await client.query('rollback').catch((failure: Error) => {
      broken = failure;
    });
    throw error;
  } finally {
    client.release(broken);
  }
}
