/**
 * What can go wrong around the database before a query is ever made. The kind is stable: callers print the message,
 * which names the remedy, and tests compare the kind.
 */
export type DbErrorKind =
  /** Another live process of ours holds the data folder. */
  | 'data_dir_in_use'
  /** The data folder cannot be written, or the cluster in it belongs to somebody else. */
  | 'data_dir_unusable'
  /** The cluster was made by another major version of PostgreSQL. */
  | 'cluster_version'
  /** No PostgreSQL binaries for this platform: DATABASE_URL is the way out. */
  | 'unsupported_platform'
  /** Root without an ordinary user to run PostgreSQL as. */
  | 'no_database_user'
  /** initdb or the server ended; the message carries the end of its log. */
  | 'postgres_failed'
  | 'postgres_too_old'
  /** The database was migrated by newer code. */
  | 'database_newer'
  /** An applied migration is not the file of that number any more. */
  | 'migration_edited'
  /** A file in migrations/ is misnamed, twice there, or numbered below one that is already applied. */
  | 'migration_order'
  | 'migration_failed';

export class DbError extends Error {
  readonly kind: DbErrorKind;

  constructor(kind: DbErrorKind, message: string, cause?: unknown) {
    super(message, cause === undefined ? undefined : { cause });
    this.name = 'DbError';
    this.kind = kind;
  }
}
