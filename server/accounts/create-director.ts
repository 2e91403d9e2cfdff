import { z } from 'zod';
import type { Queryable } from '../postgres/pool.ts';
import { hashPassword } from './passwords.ts';

/** The account cannot be made; `message` says why and what to do. */
export class AccountError extends Error {}

const MIN_PASSWORD_LENGTH = 8;

/** Makes an account that may do everything, for the first sign-in of an installation. @throws AccountError */
export async function createDirector(db: Queryable, email: string, password: string): Promise<void> {
  const address = z.email().max(320).safeParse(email.trim().toLowerCase());
  if (!address.success) throw new AccountError(`"${email}" is not an e-mail address.`);
  if (password.length < MIN_PASSWORD_LENGTH) {
    throw new AccountError(`The password needs at least ${MIN_PASSWORD_LENGTH} characters.`);
  }
  const { rowCount } = await db.query(
    `insert into utilisateurs (courriel, nom, mot_de_passe, role) values ($1, $2, $3, 'director')
     on conflict (courriel) do nothing`,
    [address.data, address.data.split('@')[0], await hashPassword(password)],
  );
  if (!rowCount) throw new AccountError(`There is already an account ${address.data}.`);
}
