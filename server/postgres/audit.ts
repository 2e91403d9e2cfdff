import type { Queryable } from './pool.ts';

export interface AuditEntry {
  /** Name of the principal. */
  readonly actor: string;
  readonly action: string;
  /** `<kind>:<id>` */
  readonly object: string;
  readonly details: object;
}

/** Who stands for what the transaction does, where a trigger writes the log: else it names the user of the database. */
export async function sayWho(db: Queryable, actor: string): Promise<void> {
  await db.query(`select set_config('epm.auteur', $1, true)`, [actor]);
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
