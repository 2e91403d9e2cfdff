/** What a number of a workbook means by its format. */
export type NumberKind = 'number' | 'date' | 'time' | 'datetime';

/** Formats a workbook may use without naming them (ECMA-376, 18.8.30), those of East Asian editions included. */
export function builtInKind(id: number): NumberKind {
  if (id === 22) return 'datetime';
  if ((id >= 18 && id <= 21) || (id >= 45 && id <= 47) || (id >= 32 && id <= 35)) return 'time';
  if ((id >= 14 && id <= 17) || (id >= 27 && id <= 31) || id === 36 || (id >= 50 && id <= 58)) return 'date';
  return 'number';
}

/** `jj/mm/aaaa` is stored as `dd/mm/yyyy` whatever the language of the program. `m` is minutes beside hours or seconds. */
export function kindOfFormat(code: string): NumberKind {
  const [positive = ''] = code.split(';');
  // Texts in quotes, escaped signs, colours, conditions and languages say nothing; [h], [mm] and [ss] are elapsed time.
  const bare = positive
    .replace(/"[^"]*"?/g, '')
    .replace(/[\\_*]./g, '')
    .replace(/\[(h+|m+|s+)\]/gi, '$1')
    .replace(/\[[^\]]*\]/g, '')
    .replace(/general/gi, '')
    .toLowerCase();
  const clock = /[hs]/.test(bare);
  const day = /[dy]/.test(bare) || (!clock && bare.includes('m'));
  return day ? (clock ? 'datetime' : 'date') : clock ? 'time' : 'number';
}
