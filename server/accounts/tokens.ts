import { jwtVerify, SignJWT } from 'jose';
import { randomBytes } from 'node:crypto';
import { z } from 'zod';
import type { Queryable } from '../postgres/pool.ts';
import { verifyPassword } from './passwords.ts';
import type { Principal } from './user.ts';

export const TOKEN_LIFETIME_SECONDS = 900;
const ISSUER = 'epm-retail';

const claimsSchema = z.object({ sub: z.string(), scopes: z.array(z.enum(['sales', 'imports', 'read'])) });

export interface Tokens {
  /** undefined: unknown client or wrong secret. */
  issue(clientId: string, clientSecret: string): Promise<string | undefined>;
  /** undefined: not ours, expired, or of a client that was switched off. */
  verify(token: string): Promise<Principal | undefined>;
}

/** Short-lived JWT of machine clients, signed with a key of this installation that never leaves the database. */
export async function createTokens(db: Queryable): Promise<Tokens> {
  const key = await signingKey(db);
  return {
    async issue(clientId, clientSecret) {
      const { rows } = await db.query<{ secret: string; scopes: string[] }>(
        'select secret, portees as scopes from cles_api where client_id = $1 and actif',
        [clientId],
      );
      if (!(await verifyPassword(rows[0]?.secret, clientSecret))) return undefined;
      return new SignJWT({ scopes: rows[0]?.scopes })
        .setProtectedHeader({ alg: 'HS256' })
        .setIssuer(ISSUER)
        .setSubject(clientId)
        .setIssuedAt()
        .setExpirationTime(`${TOKEN_LIFETIME_SECONDS} s`)
        .sign(key);
    },
    async verify(token) {
      const verified = await jwtVerify(token, key, { issuer: ISSUER, algorithms: ['HS256'] }).catch(() => undefined);
      const claims = claimsSchema.safeParse(verified?.payload);
      if (!claims.success) return undefined;
      const { sub: clientId, scopes } = claims.data;
      const { rowCount } = await db.query('select from cles_api where client_id = $1 and actif', [clientId]);
      return rowCount ? { kind: 'client', clientId, scopes } : undefined;
    },
  };
}

async function signingKey(db: Queryable): Promise<Uint8Array> {
  // Two servers starting at once must end with one key.
  await db.query(`insert into reglages (cle, valeur) values ('jeton_cle', $1) on conflict (cle) do nothing`, [
    randomBytes(32).toString('base64'),
  ]);
  const { rows } = await db.query<{ valeur: string }>(`select valeur from reglages where cle = 'jeton_cle'`);
  return Buffer.from(rows[0]?.valeur ?? '', 'base64');
}
