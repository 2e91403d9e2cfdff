import { z } from 'zod';

export type Json = Record<string, unknown>;

export interface SchemaComponents {
  /** JSON Schema whose named parts are references to `#/components/schemas`. */
  schemaOf(schema: z.ZodType, io: 'input' | 'output'): Json;
  /** Every named part met so far. */
  schemas(): Json;
}

/**
 * A schema with an `id` becomes `$defs` beside the one that uses it, but its references count from the root of the whole
 * document: named parts go there once. What a request may leave out a response always has, so that the two differ:
 * parts of requests are called `…Input`.
 */
export function createSchemaComponents(): SchemaComponents {
  const components: Record<string, unknown> = {};

  return {
    schemaOf(schema, io) {
      const converted = z.toJSONSchema(schema, { io, unrepresentable: 'any', reused: 'inline' }) as Json;
      const { $schema: _dialect, $defs = {}, ...own } = converted;
      const nameOf = (id: string): string => (io === 'input' ? `${id}Input` : id);
      for (const [id, part] of Object.entries($defs as Json)) components[nameOf(id)] ??= refer(part, nameOf);
      return refer(own, nameOf) as Json;
    },
    schemas: () => Object.fromEntries(Object.entries(components).toSorted(([a], [b]) => (a < b ? -1 : 1))),
  };
}

const LOCAL = '#/$defs/';

function refer(value: unknown, nameOf: (id: string) => string): unknown {
  if (Array.isArray(value)) return value.map((item) => refer(item, nameOf));
  if (typeof value !== 'object' || value === null) return value;
  const entries = Object.entries(value).map(([key, item]): [string, unknown] => {
    const reference = key === '$ref' && typeof item === 'string' && item.startsWith(LOCAL);
    return [key, reference ? `#/components/schemas/${nameOf(item.slice(LOCAL.length))}` : refer(item, nameOf)];
  });
  return Object.fromEntries(entries);
}
