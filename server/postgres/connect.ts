import pg from 'pg';

/** DATABASE_URL does not answer; `message` is the one line shown to the operator. */
export class DatabaseUnreachable extends Error {}

/** One connection, opened and closed, to tell a wrong address from a fault of ours. The password never shows. @throws DatabaseUnreachable */
export async function connect(connectionString: string): Promise<void> {
  const client = new pg.Client({ connectionString, connectionTimeoutMillis: 5_000 });
  client.on('error', () => {});
  try {
    await client.connect();
  } catch (error) {
    const { hostname, port, pathname } = new URL(connectionString);
    const reason = error instanceof AggregateError ? error.errors.map(String).join('; ') : (error as Error).message;
    throw new DatabaseUnreachable(
      `DATABASE_URL: the database ${pathname.slice(1)} at ${hostname}:${port || 5432} does not answer (${reason}). Check that it runs and that the address, user and password are right.`,
    );
  } finally {
    await client.end().catch(() => {});
  }
}
