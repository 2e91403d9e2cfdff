import { principalName } from '../accounts/user.ts';
import type { Principal } from '../accounts/user.ts';
import type { Queryable } from '../postgres/pool.ts';

export async function audit(
  db: Queryable,
  principal: Principal,
  action: string,
  scenario: string,
  details: object = {},
): Promise<void> {
  await db.query('insert into audit (acteur, action, objet, details) values ($1, $2, $3, $4)', [
    principalName(principal),
    action,
    `scenario:${scenario}`,
    JSON.stringify(details),
  ]);
}
