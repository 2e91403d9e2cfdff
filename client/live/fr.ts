export const fr = {
  title: 'Direct',
  scope: {
    choose: 'Périmètre',
    none: 'Aucun périmètre de ce nom',
  },
  revenue: 'CA TTC',
  lastYear: 'vs N-1 (même heure)',
  noLastYear: 'pas de N-1 à cette heure',
  lastYearValue: 'N-1 à la même heure : {{value}}',
  attainment: '{{rate}} de l’objectif à cette heure',
  attainmentOf: '({{value}})',
  noObjective: 'pas d’objectif à cette heure',
  receipts_one: '{{value}} ticket',
  receipts_many: '{{value}} tickets',
  receipts_other: '{{value}} tickets',
  basket: 'panier {{value}}',
  unitsPerReceipt: 'IV {{value}}',
  marginRate: 'marque {{value}}',
  updated: 'Dernière mise à jour à {{time}}',
  waiting: 'en attente du serveur',
  dayLastYear: 'N-1 sur la journée : {{value}}',
  dayObjective: 'objectif du jour : {{value}}',
  quiet: 'ni vente ni objectif aujourd’hui',
  dayClosed: 'journée clôturée',
  refused: 'Ce périmètre ne vous est pas ouvert.',
  regions: 'Régions',
  stores: 'Magasins',
  siblings: 'Autres magasins · {{region}}',
  curve: {
    title: 'CA TTC par heure',
    cumulated: 'CA TTC cumulé',
    byHour: 'Par heure',
    sum: 'Cumul',
    mode: 'Affichage de la courbe',
    today: 'Aujourd’hui',
    running: 'Heure en cours',
    lastYear: 'N-1',
    objective: 'Objectif',
    hour: '{{hour}} h',
    label:
      '{{title}}, {{scope}} : aujourd’hui {{today}}, l’an dernier sur la journée {{lastYear}}, objectif du jour {{objective}}.',
    failed: 'La courbe n’a pas pu être chargée.',
  },
  empty: {
    title: 'Aucun magasin pour l’instant',
    text: 'Les tuiles apparaissent dès qu’un magasin a des ventes, reçues des caisses ou importées d’un fichier.',
    import: 'Importer des ventes',
  },
};

declare module 'i18next' {
  interface ResourceNamespaceMap {
    live: typeof fr;
  }
}
