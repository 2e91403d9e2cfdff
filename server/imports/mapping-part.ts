import type { z } from 'zod';
import { badRequest, invalidContent } from '../http/errors.ts';
import { unstorableText } from '../http/storable-text.ts';

/**
 * The part "mapping" of an upload; an empty one where it is absent or blank.
 * @throws HttpError 400 bad_mapping when it is no JSON, 422 when it is no mapping.
 */
export function readMapping<T extends object>(
  text: string | undefined,
  schema: z.ZodType<T>,
): T | Record<string, never> {
  if (text === undefined || text.trim() === '') return {};
  let value: unknown;
  try {
    value = JSON.parse(text);
  } catch {
    throw badRequest('bad_mapping', 'The part "mapping" is no JSON.');
  }
  const parsed = schema.safeParse(value);
  const unstorable = parsed.success ? unstorableText(parsed.data) : undefined;
  if (parsed.success && !unstorable) return parsed.data;
  const issues = (parsed.error?.issues ?? []).map(({ path, code, message }) => ({
    path: path.map(String).join('.'),
    code,
    message,
  }));
  throw invalidContent(unstorable ? [unstorable] : issues, 'The part "mapping" is no mapping.');
}
