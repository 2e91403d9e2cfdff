/** Text as people search it: without accents and case. */
function searchText(text: string): string {
  return text.normalize('NFD').replaceAll(/\p{M}/gu, '').toLowerCase();
}

/** Whether every word of the query begins a word of the text, or stands in it. */
export function matches(text: string, query: string): boolean {
  const wanted = searchText(query).split(/\s+/).filter(Boolean);
  const found = searchText(text);
  return wanted.every((word) => found.includes(word));
}
