import { z } from 'zod';

/** What part of the company a tile, a right or an analysis is about. On the wire: `company`, `region:IDF`, `store:M001`. */
export type Scope = { kind: 'company' } | { kind: 'region'; code: string } | { kind: 'store'; code: string };

export function parseScope(name: string): Scope | undefined {
  if (name === 'company') return { kind: 'company' };
  const colon = name.indexOf(':');
  const kind = name.slice(0, colon);
  const code = name.slice(colon + 1);
  if (colon < 1 || code === '' || code.length > 40) return undefined;
  return kind === 'region' || kind === 'store' ? { kind, code } : undefined;
}

export function scopeName(scope: Scope): string {
  return scope.kind === 'company' ? 'company' : `${scope.kind}:${scope.code}`;
}

export const scopeNameSchema = z
  .string()
  .refine((name) => parseScope(name) !== undefined, 'expected company, region:<code> or store:<code>')
  .meta({ id: 'ScopeName', examples: ['company', 'region:IDF', 'store:M001'] });
