import { addDays, type LocalDate } from '../../shared/calendar/local-date.ts';
import { addMonths, firstDay, monthOf } from '../../shared/calendar/month.ts';

export const REGIONS: readonly { code: string; name: string }[] = [
  { code: 'ARA', name: 'Auvergne-Rhône-Alpes' },
  { code: 'BFC', name: 'Bourgogne-Franche-Comté' },
  { code: 'BRE', name: 'Bretagne' },
  { code: 'COR', name: 'Corse' },
  { code: 'CVL', name: 'Centre-Val de Loire' },
  { code: 'GES', name: 'Grand Est' },
  { code: 'HDF', name: 'Hauts-de-France' },
  { code: 'IDF', name: 'Île-de-France' },
  { code: 'NAQ', name: 'Nouvelle-Aquitaine' },
  { code: 'NOR', name: 'Normandie' },
  { code: 'OCC', name: 'Occitanie' },
  { code: 'PAC', name: "Provence-Alpes-Côte d'Azur" },
  { code: 'PDL', name: 'Pays de la Loire' },
];

export interface DemoStore {
  code: string;
  region: string;
  name: string;
  /** 1 is an average store. */
  size: number;
  surface: number;
  openOnSunday: boolean;
  /** July and August against the rest of the year: towns empty, coasts fill. */
  summer: number;
  /** Good Friday and 26 December are holidays there. */
  alsaceMoselle: boolean;
  opened: LocalDate;
  /** Last day of business. */
  closed?: LocalDate;
}

/** region, name, size, surface in m², then: S open on Sunday, A Alsace-Moselle, + crowded in summer, - empty in summer. */
const STORES: readonly (readonly [string, string, number, number, string?])[] = [
  ['IDF', 'Paris Bastille', 1.75, 420, 'S-'],
  ['IDF', 'Paris Batignolles', 1.3, 260, 'S-'],
  ['IDF', 'Paris Convention', 1.2, 240, '-'],
  ['IDF', 'Boulogne-Billancourt', 1.25, 310, '-'],
  ['IDF', 'Versailles', 1.15, 300, 'S'],
  ['IDF', 'Montreuil', 0.9, 280],
  ['IDF', 'Créteil Soleil', 1.35, 380, 'S-'],
  ['ARA', 'Lyon Part-Dieu', 1.7, 450, 'S'],
  ['ARA', 'Lyon Croix-Rousse', 1.05, 220],
  ['ARA', 'Grenoble Centre', 1, 280],
  ['ARA', 'Saint-Étienne', 0.8, 300],
  ['ARA', 'Annecy', 1.1, 250, 'S+'],
  ['ARA', 'Clermont-Ferrand Jaude', 0.95, 290],
  ['PAC', 'Marseille Prado', 1.4, 400, 'S'],
  ['PAC', 'Nice Masséna', 1.3, 320, 'S+'],
  ['PAC', 'Aix-en-Provence', 1.1, 260, '+'],
  ['PAC', 'Toulon Mayol', 0.9, 300, '+'],
  ['PAC', 'Avignon', 0.85, 270, '+'],
  ['NAQ', 'Bordeaux Chartrons', 1.35, 330, 'S'],
  ['NAQ', 'Limoges', 0.75, 260],
  ['NAQ', 'Poitiers', 0.75, 240],
  ['NAQ', 'La Rochelle', 1, 260, 'S+'],
  ['NAQ', 'Pau', 0.7, 230],
  ['OCC', 'Toulouse Capitole', 1.45, 390, 'S'],
  ['OCC', 'Montpellier Comédie', 1.2, 310, 'S'],
  ['OCC', 'Nîmes', 0.85, 260],
  ['OCC', 'Perpignan', 0.8, 270, '+'],
  ['GES', 'Strasbourg Kléber', 1.35, 360, 'A'],
  ['GES', 'Metz Muse', 0.9, 300, 'A'],
  ['GES', 'Nancy', 0.9, 270],
  ['GES', 'Reims', 0.9, 280],
  ['HDF', 'Lille Rihour', 1.4, 370, 'S'],
  ['HDF', 'Amiens', 0.8, 260],
  ['HDF', 'Roubaix', 0.65, 280],
  ['HDF', 'Arras', 0.7, 220],
  ['BRE', 'Rennes Colombier', 1.15, 320],
  ['BRE', 'Brest Siam', 0.85, 270],
  ['BRE', 'Vannes', 0.8, 240, '+'],
  ['PDL', 'Nantes Beaulieu', 1.3, 380],
  ['PDL', 'Angers', 0.9, 270],
  ['PDL', 'Le Mans', 0.8, 260],
  ['NOR', 'Rouen', 1, 290],
  ['NOR', 'Caen', 0.85, 260],
  ['CVL', 'Tours', 0.95, 280],
  ['CVL', 'Orléans', 0.9, 270],
  ['BFC', 'Dijon Liberté', 0.95, 290],
  ['BFC', 'Besançon', 0.7, 230],
  ['COR', 'Ajaccio', 0.8, 210, 'S+'],
];

/** What happened to the chain in the two years before the demo is loaded: store, months before, day of that month. */
const OPENINGS: Readonly<Record<string, readonly [number, number]>> = { Montreuil: [15, 11], Vannes: [5, 4] };
const CLOSURES: Readonly<Record<string, readonly [number, number]>> = { Roubaix: [8, 27] };

/** The stores of a demo loaded on that day. */
export function demoStores(loadedOn: LocalDate): DemoStore[] {
  return STORES.map(([region, name, size, surface, marks = ''], index) => {
    const closed = before(loadedOn, CLOSURES[name]);
    return {
      code: `M${String(index + 1).padStart(3, '0')}`,
      region,
      name,
      size,
      surface,
      openOnSunday: marks.includes('S'),
      summer: marks.includes('+') ? 1.3 : marks.includes('-') ? 0.8 : 0.97,
      alsaceMoselle: marks.includes('A'),
      opened: before(loadedOn, OPENINGS[name]) ?? `${2004 + ((index * 7) % 15)}-${index % 2 === 0 ? '03' : '09'}-15`,
      ...(closed === undefined ? {} : { closed }),
    };
  });
}

function before(day: LocalDate, when: readonly [number, number] | undefined): LocalDate | undefined {
  if (when === undefined) return undefined;
  return addDays(firstDay(addMonths(monthOf(day), -when[0])), when[1] - 1);
}
