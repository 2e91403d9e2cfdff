export interface DemoCategory {
  code: string;
  name: string;
  /** VAT rate as a fraction. */
  rate: number;
  /** Part of the company's revenue over a year. */
  share: number;
  /** Taux de marque, before the spread between its products. */
  margin: number;
  /** How much the sales periods and the last Friday of November lift it: 0 not at all, 1 strongly. */
  deals: number;
  /** Demand by month, January first; 1 is an average month. */
  season: readonly number[];
}

export const CATEGORIES: readonly DemoCategory[] = [
  category('EPIC', 'Épicerie', 0.055, 0.13, 0.29, 0, [0.95, 0.95, 0.98, 1, 0.97, 0.95, 0.95, 0.9, 1, 1.03, 1.06, 1.26]),
  category(
    'FRAI',
    'Produits frais',
    0.055,
    0.1,
    0.31,
    0,
    [0.95, 0.97, 1, 1.02, 1.04, 1.05, 1.03, 0.95, 0.98, 0.98, 0.97, 1.06],
  ),
  category('BOIS', 'Boissons', 0.2, 0.09, 0.3, 0, [0.8, 0.82, 0.9, 0.98, 1.08, 1.18, 1.22, 1.1, 0.95, 0.9, 0.92, 1.15]),
  category(
    'SNAC',
    'Restauration à emporter',
    0.1,
    0.09,
    0.56,
    0,
    [0.92, 0.94, 0.98, 1.02, 1.06, 1.1, 1.06, 0.9, 1.03, 1.02, 0.99, 0.98],
  ),
  category(
    'PRES',
    'Presse',
    0.021,
    0.04,
    0.19,
    0,
    [1, 0.98, 0.98, 0.98, 0.98, 1.02, 1.12, 1.1, 0.98, 0.95, 0.95, 0.96],
  ),
  category(
    'LIVR',
    'Livres',
    0.055,
    0.09,
    0.34,
    0,
    [0.82, 0.82, 0.85, 0.86, 0.88, 0.95, 1.02, 0.92, 1.15, 0.95, 1.05, 1.73],
  ),
  category(
    'PAPE',
    'Papeterie',
    0.2,
    0.06,
    0.48,
    0.2,
    [0.95, 0.8, 0.8, 0.8, 0.78, 0.8, 0.8, 1.75, 1.85, 0.85, 0.85, 0.97],
  ),
  category(
    'BEAU',
    'Beauté et hygiène',
    0.2,
    0.1,
    0.42,
    0.5,
    [0.92, 0.97, 0.92, 0.95, 1.05, 1.02, 0.98, 0.88, 0.95, 0.95, 1.08, 1.33],
  ),
  category(
    'MAIS',
    'Maison et cuisine',
    0.2,
    0.11,
    0.5,
    0.8,
    [1.02, 0.9, 0.93, 0.98, 1.02, 0.95, 0.95, 0.88, 1.02, 1, 1.08, 1.27],
  ),
  category(
    'TEXT',
    'Textile et accessoires',
    0.2,
    0.09,
    0.55,
    1,
    [1.05, 0.85, 0.9, 0.98, 1.02, 1.05, 1.02, 0.8, 1.05, 1.08, 1.08, 1.12],
  ),
  category(
    'JOUE',
    'Jeux et jouets',
    0.2,
    0.06,
    0.42,
    0.6,
    [0.62, 0.62, 0.68, 0.78, 0.75, 0.8, 0.85, 0.78, 0.78, 0.95, 1.6, 2.79],
  ),
  category(
    'JARD',
    'Fleurs et plantes',
    0.1,
    0.04,
    0.45,
    0,
    [0.7, 1.05, 1.15, 1.4, 1.65, 1.25, 0.85, 0.7, 0.8, 0.95, 0.8, 0.7],
  ),
];

function category(
  code: string,
  name: string,
  rate: number,
  share: number,
  margin: number,
  deals: number,
  season: readonly number[],
): DemoCategory {
  return { code, name, rate, share, margin, deals, season };
}
