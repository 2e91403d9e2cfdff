/**
 * Where to go after signing in: only addresses of this application, since `next` comes from the address bar, where
 * anybody can write. Judged after parsing as browsers do, which drop tabs and resolve `/.//host`.
 */
export function safePath(next: string | null): string {
  if (next === null || !next.startsWith('/') || !URL.canParse(next, 'http://here')) return '/';
  const { origin, pathname, search, hash } = new URL(next, 'http://here');
  return origin === 'http://here' && !pathname.startsWith('//') ? pathname + search + hash : '/';
}
