import type { ContentIssue } from '../../shared/api/error.ts';

/**
 * The database keeps neither NUL nor half a surrogate pair. Returns where the first such text is, keys included, as an
 * issue to answer with; undefined where everything can be kept.
 */
export function unstorableText(value: unknown): ContentIssue | undefined {
  const place = find(value);
  if (!place) return undefined;
  const [first, ...rest] = place;
  const indexed = typeof first === 'number';
  return {
    ...(indexed ? { index: first } : {}),
    path: (indexed ? rest : place).join('.'),
    code: 'unstorable_text',
    message: 'must not contain NUL or incomplete characters',
  };
}

type Place = (string | number)[];

function find(value: unknown): Place | undefined {
  if (typeof value === 'string') return isStorable(value) ? undefined : [];
  if (typeof value !== 'object' || value === null) return undefined;
  if (Array.isArray(value)) {
    for (const [index, item] of value.entries()) {
      const place = find(item);
      if (place) return [index, ...place];
    }
    return undefined;
  }
  for (const [key, item] of Object.entries(value)) {
    // The key itself is not repeated: it could not be shown either.
    const place = isStorable(key) ? find(item) : [];
    if (place) return isStorable(key) ? [key, ...place] : place;
  }
  return undefined;
}

// Whole pairs are no surrogates to a regular expression with the flag u.
const isStorable = (text: string): boolean => !text.includes('\0') && !/\p{Cs}/u.test(text);
