import { principalName } from '../accounts/user.ts';
import { writeAudit } from '../postgres/audit.ts';
import type { Principal } from '../accounts/user.ts';
import type { Queryable } from '../postgres/pool.ts';

export async function audit(
  db: Queryable,
  principal: Principal,
  action: string,
  scenario: string,
  details: object = {},
): Promise<void> {
  await writeAudit(db, { actor: principalName(principal), action, object: `scenario:${scenario}`, details });
}
