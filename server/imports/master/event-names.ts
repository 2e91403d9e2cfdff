import { foldHeader } from '../mapping/header-words.ts';

/** Store events by their code in the database, with the names files use, the first of them in exports. */
const NAMES: Record<string, readonly string[]> = {
  ouverture: ['Ouverture', 'opening'],
  fermeture: ['Fermeture', 'fermeture definitive', 'closure', 'closing', 'definitive closure'],
  fermeture_temporaire: ['Fermeture temporaire', 'temporary closure'],
  travaux: ['Travaux', 'works', 'refurbishment'],
  surface: ['Surface', 'changement de surface', 'change of surface', 'agrandissement'],
};

const BY_NAME = new Map(
  Object.entries(NAMES).flatMap(([code, names]) => names.map((name): [string, string] => [foldHeader(name), code])),
);

export function eventOf(text: string): string | undefined {
  return BY_NAME.get(foldHeader(text));
}

export function eventName(code: string): string {
  return NAMES[code]?.[0] ?? code;
}

/** Works and temporary closures last; the others happen on a day. */
export function lasts(code: string): boolean {
  return code === 'travaux' || code === 'fermeture_temporaire';
}
