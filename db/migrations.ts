import { createHash } from 'node:crypto';
import { readdirSync, readFileSync } from 'node:fs';
import { fileURLToPath } from 'node:url';
import { DbError } from './error.ts';

export interface Migration {
  number: number;
  /** File name without `.sql`. */
  name: string;
  sql: string;
  /** SHA-256 of the text, whatever line ends the checkout gave it. */
  checksum: string;
}

/** Beside this file, in the sources as in the build. */
const FOLDER = fileURLToPath(new URL('./migrations/', import.meta.url));

/** The migrations of a folder in order. Throws `migration_order` for a misnamed file or a number used twice. */
export function readMigrations(folder: string = FOLDER): Migration[] {
  const migrations = readdirSync(folder)
    .filter((file) => file.endsWith('.sql'))
    .sort()
    .map((file) => read(folder, file));
  for (const [index, { number, name }] of migrations.entries()) {
    const previous = migrations[index - 1];
    if (previous?.number !== number) continue;
    throw new DbError('migration_order', `Two migrations have the number ${number}: ${previous.name} and ${name}.`);
  }
  return migrations;
}

function read(folder: string, file: string): Migration {
  const digits = /^(\d{4})_[a-z0-9_]+\.sql$/.exec(file)?.[1];
  if (digits === undefined) {
    throw new DbError('migration_order', `A migration is named 0001_what_it_does.sql, unlike ${file}.`);
  }
  const sql = readFileSync(`${folder}/${file}`, 'utf8').replaceAll('\r\n', '\n');
  const checksum = createHash('sha256').update(sql).digest('hex');
  return { number: Number(digits), name: file.slice(0, -'.sql'.length), sql, checksum };
}
