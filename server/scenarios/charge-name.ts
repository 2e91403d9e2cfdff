/** Codes of charges are plain letters; words that are written with accents. */
const ACCENTED: ReadonlyMap<string, string> = new Map([
  ['amenagement', 'aménagement'],
  ['electricite', 'électricité'],
  ['energie', 'énergie'],
  ['generaux', 'généraux'],
  ['impots', 'impôts'],
  ['interets', 'intérêts'],
  ['interim', 'intérim'],
  ['materiel', 'matériel'],
  ['publicite', 'publicité'],
  ['securite', 'sécurité'],
  ['telephone', 'téléphone'],
  ['telephonie', 'téléphonie'],
]);

/** The name of a kind of charges, from its code: `frais_generaux` → « Frais généraux ». */
export function chargeName(code: string): string {
  const words = code.split('_').map((word) => ACCENTED.get(word) ?? word);
  const name = words.join(' ');
  return name.charAt(0).toLocaleUpperCase('fr') + name.slice(1);
}
