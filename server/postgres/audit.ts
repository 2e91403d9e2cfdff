import type { Queryable } from './pool.ts';

export interface AuditEntry {
  /** Name of the principal. */
  readonly actor: string;
  readonly action: string;
  /** `<kind>:<id>` */
  readonly object: string;
  readonly details: object;
}

/** In the transaction of what it tells of. */
export async function writeAudit(db: Queryable, { actor, action, object, details }: AuditEntry): Promise<void> {
  await db.query('insert into audit (acteur, action, objet, details) values ($1, $2, $3, $4)', [
    actor,
    action,
    object,
    JSON.stringify(details),
  ]);
}
