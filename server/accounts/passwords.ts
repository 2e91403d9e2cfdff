import { hash, verify } from '@node-rs/argon2';

/** argon2id with the library's defaults (19 MiB, 2 passes, 1 lane), which are OWASP's. Returns a PHC string. */
export function hashPassword(password: string): Promise<string> {
  return hash(password);
}

/** A hash nobody has the password of: checking against it makes an unknown account take as long as a known one. */
const NOBODY = hash(crypto.randomUUID());

/** `stored` is undefined for an unknown account. */
export async function verifyPassword(stored: string | undefined, password: string): Promise<boolean> {
  const matches = await verify(stored ?? (await NOBODY), password).catch(() => false);
  return matches && stored !== undefined;
}
