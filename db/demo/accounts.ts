import type pg from 'pg';

export type HashPassword = (password: string) => Promise<string>;
export type VerifyPassword = (stored: string | undefined, password: string) => Promise<boolean>;

const USERS = [
  { email: 'directrice@demo.example', name: 'Claire Fontaine', role: 'director', region: null },
  { email: 'manager.idf@demo.example', name: 'Karim Haddad', role: 'manager', region: 'IDF' },
  { email: 'analyste@demo.example', name: 'Léa Durand', role: 'analyst', region: null },
  { email: 'lecteur@demo.example', name: 'Marc Petit', role: 'reader', region: null },
] as const;

const CLIENT_ID = 'caisse-demo';

/** The four people and the till of the demo, all with the demo password. Inside the caller's transaction. */
export async function writeAccounts(
  client: pg.ClientBase,
  password: string,
  hashPassword: HashPassword,
): Promise<void> {
  const hashes = await Promise.all(USERS.map(() => hashPassword(password)));
  await client.query(
    `insert into utilisateurs (courriel, nom, mot_de_passe, role, region_id)
     select t.courriel, t.nom, t.mot_de_passe, t.role, r.id
     from unnest($1::text[], $2::text[], $3::text[], $4::text[], $5::text[]) t (courriel, nom, mot_de_passe, role, region)
     left join regions r on r.code = t.region`,
    [
      USERS.map(({ email }) => email),
      USERS.map(({ name }) => name),
      hashes,
      USERS.map(({ role }) => role),
      USERS.map(({ region }) => region),
    ],
  );
  await client.query('insert into cles_api (client_id, secret, portees) values ($1, $2, $3)', [
    CLIENT_ID,
    await hashPassword(password),
    ['sales', 'imports'],
  ]);
}

/** Gives the demo's accounts this password where they have another one. Returns how many were changed. */
export async function applyDemoPassword(
  db: pg.Pool | pg.ClientBase,
  options: { password: string; hashPassword: HashPassword; verifyPassword: VerifyPassword },
): Promise<number> {
  const { password, hashPassword, verifyPassword } = options;
  const { rows } = await db.query<{ key: string; stored: string; kind: 'user' | 'client' }>(
    `select courriel as key, mot_de_passe as stored, 'user' as kind from utilisateurs where courriel = any($1)
     union all select client_id, secret, 'client' from cles_api where client_id = $2`,
    [USERS.map(({ email }) => email), CLIENT_ID],
  );
  const fits = await Promise.all(rows.map(({ stored }) => verifyPassword(stored, password)));
  const changed = rows.filter((_, index) => fits[index] === false);
  for (const { key, kind } of changed) {
    const update =
      kind === 'user'
        ? 'update utilisateurs set mot_de_passe = $2 where courriel = $1'
        : 'update cles_api set secret = $2 where client_id = $1';
    await db.query(update, [key, await hashPassword(password)]);
  }
  return changed.length;
}
