import type { Role, User } from '../../shared/api/session.ts';
import type { Queryable } from '../postgres/pool.ts';

export interface UserRow {
  id: string;
  email: string;
  name: string;
  role: Role;
  region: string | null;
}

/** Columns of a user as `UserRow`, for a query on `utilisateurs u left join regions r on r.id = u.region_id`. */
export const USER_COLUMNS = 'u.id, u.courriel as email, u.nom as name, u.role, r.code as region';

export function toUser({ id, email, name, role, region }: UserRow): User {
  return { id, email, name, role, scope: region === null ? { kind: 'company' } : { kind: 'region', code: region } };
}

/** The active account of an address, with the stored hash of its password. */
export async function findByEmail(
  db: Queryable,
  email: string,
): Promise<(UserRow & { passwordHash: string }) | undefined> {
  const { rows } = await db.query<UserRow & { passwordHash: string }>(
    `select ${USER_COLUMNS}, u.mot_de_passe as "passwordHash"
     from utilisateurs u left join regions r on r.id = u.region_id
     where u.courriel = $1 and u.actif`,
    [email.toLowerCase()],
  );
  return rows[0];
}

/** Active accounts, in order of their address. */
export async function listUsers(db: Queryable): Promise<User[]> {
  const { rows } = await db.query<UserRow>(
    `select ${USER_COLUMNS} from utilisateurs u left join regions r on r.id = u.region_id where u.actif order by u.courriel`,
  );
  return rows.map(toUser);
}
