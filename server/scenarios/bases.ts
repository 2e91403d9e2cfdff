import { createHash } from 'node:crypto';
import { decodeBase, encodeBase } from '../../shared/planning/base-binary.ts';
import { notFound } from '../http/errors.ts';
import type { Base } from '../../shared/planning/base.ts';
import type { Queryable } from '../postgres/pool.ts';

/** Stores leaf values under the hash of their bytes; the same values are stored once. */
export async function saveBase(db: Queryable, base: Base): Promise<string> {
  return savePacked(db, packBase(base));
}

export interface PackedBase {
  readonly hash: string;
  readonly bytes: Uint8Array;
}

export function packBase(base: Base): PackedBase {
  const bytes = encodeBase(base);
  return { hash: createHash('sha256').update(bytes).digest('hex'), bytes };
}

export async function savePacked(db: Queryable, { hash, bytes }: PackedBase): Promise<string> {
  await db.query('insert into scenario_bases (empreinte, contenu) values ($1, $2) on conflict do nothing', [
    hash,
    Buffer.from(bytes),
  ]);
  return hash;
}

export async function readBase(db: Queryable, hash: string): Promise<Base> {
  return unpackBase(await readBytes(db, hash));
}

/** Throws on what is no base: only ours are stored. */
export function unpackBase(bytes: Uint8Array): Base {
  const decoded = decodeBase(bytes);
  if (!decoded.ok) throw new Error(`a base cannot be read: ${decoded.kind}`);
  return decoded.base;
}

/** The bytes of a base that belongs to a scenario: what it starts from, is compared with, or a version of it. Throws 404. */
export async function readBaseOf(db: Queryable, scenario: string, hash: string): Promise<Buffer> {
  const { rows } = await db.query(
    `select 1 from scenarios where id = $1 and $2 in (base, annee_precedente, reel)
     union all select 1 from scenario_versions where scenario_id = $1 and valeurs = $2 limit 1`,
    [scenario, hash],
  );
  if (rows.length === 0) throw notFound();
  return readBytes(db, hash);
}

export async function readBytes(db: Queryable, hash: string): Promise<Buffer> {
  const { rows } = await db.query<{ bytes: Buffer }>(
    'select contenu as bytes from scenario_bases where empreinte = $1',
    [hash],
  );
  if (!rows[0]) throw new Error(`base ${hash} is missing`);
  return rows[0].bytes;
}
