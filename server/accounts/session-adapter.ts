import { createHash } from 'node:crypto';
import type { Adapter, DatabaseSession, DatabaseUser } from 'lucia';
import type { Role } from '../../shared/api/session.ts';
import type { Queryable } from '../postgres/pool.ts';
import { USER_COLUMNS, type UserRow } from './users.ts';

const ABSOLUTE_LIFETIME = '30 days';

export interface SessionUserAttributes {
  email: string;
  name: string;
  role: Role;
  region: string | null;
}

/** What is stored in place of a token. */
export function hashToken(token: string): string {
  return createHash('sha256').update(token).digest('hex');
}

interface Row extends UserRow {
  expiresAt: Date;
}

/**
 * lucia over PostgreSQL. Its "session id" is the token of the cookie; only the hash is stored. A session read back carries the
 * presented token as id, since lucia passes that id to the other methods, which hash it.
 */
export function createSessionAdapter(db: Queryable): Adapter {
  return {
    async getSessionAndUser(token): Promise<[DatabaseSession | null, DatabaseUser | null]> {
      const { rows } = await db.query<Row>(
        `select s.expire_le as "expiresAt", ${USER_COLUMNS}
         from sessions s join utilisateurs u on u.id = s.utilisateur_id left join regions r on r.id = u.region_id
         where s.id = $1 and u.actif and s.cree_le > now() - $2::interval`,
        [hashToken(token), ABSOLUTE_LIFETIME],
      );
      const row = rows[0];
      if (!row) return [null, null];
      const { id: userId, email, name, role, region, expiresAt } = row;
      return [
        { id: token, userId, expiresAt, attributes: {} },
        { id: userId, attributes: { email, name, role, region } },
      ];
    },
    // The tokens are not known here, only their hashes: nobody can be handed them.
    getUserSessions: async () => [],
    async setSession({ id: token, userId, expiresAt }) {
      await db.query('insert into sessions (id, utilisateur_id, expire_le) values ($1, $2, $3)', [
        hashToken(token),
        userId,
        expiresAt,
      ]);
    },
    async updateSessionExpiration(token, expiresAt) {
      await db.query('update sessions set expire_le = $2 where id = $1', [hashToken(token), expiresAt]);
    },
    async deleteSession(token) {
      await db.query('delete from sessions where id = $1', [hashToken(token)]);
    },
    async deleteUserSessions(userId) {
      await db.query('delete from sessions where utilisateur_id = $1', [userId]);
    },
    async deleteExpiredSessions() {
      await db.query('delete from sessions where expire_le < now() or cree_le < now() - $1::interval', [
        ABSOLUTE_LIFETIME,
      ]);
    },
  };
}
