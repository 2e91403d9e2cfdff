const NO_BREAK = '\u00a0';

/** Texts are written with plain spaces; before French double signs and within guillemets a line must not break. */
export function frenchSpacing<T>(texts: T): T {
  if (typeof texts === 'string') return spaced(texts) as T;
  if (typeof texts !== 'object' || texts === null) return texts;
  return Object.fromEntries(Object.entries(texts).map(([key, text]) => [key, frenchSpacing<unknown>(text)])) as T;
}

const spaced = (text: string): string =>
  text.replaceAll(/ (?=[:;?!»%€](?![\w/]))/gu, NO_BREAK).replaceAll('« ', `«${NO_BREAK}`);
