/** What the figures of a scenario start from. */
export const fr = {
  open: 'D’où viennent ces chiffres',
  close: 'Fermer',
  created: 'Ce scénario part du dernier réel connu de chaque mois.',
  createdFrom: 'Ce scénario part des valeurs de « {{name}} ».',
  copied_one: '{{count}} magasin est sans historique.',
  copied_many: '{{count}} magasins sont sans historique.',
  copied_other: '{{count}} magasins sont sans historique.',
  leftOut_one: '{{count}} valeur de départ négative a été mise à zéro.',
  leftOut_many: '{{count}} valeurs de départ négatives ont été mises à zéro.',
  leftOut_other: '{{count}} valeurs de départ négatives ont été mises à zéro.',
  months: {
    title: 'Mois par mois',
    intro:
      'Les ventes dont vient chaque mois, par magasin et catégorie. Si ce scénario part d’un autre, ce sont celles dont l’autre est parti.',
    closed: 'réel, mois clos',
    nothing: 'aucune vente connue',
  },
  stores: {
    title: 'Magasins sans historique',
    none: 'Aucun magasin n’a repris le profil d’un autre.',
    store: 'profil de {{name}}',
    region_one: 'le magasin de {{name}} qui a un historique',
    region_many: 'moyenne des {{count}} magasins de {{name}} qui ont un historique',
    region_other: 'moyenne des {{count}} magasins de {{name}} qui ont un historique',
    nothing: 'zéro : aucun magasin de sa région n’a d’historique. Saisissez ses quantités.',
  },
  dropped: {
    title: 'Mis à zéro',
    none: 'Rien n’a été mis à zéro au départ de ce scénario.',
    text_one:
      'Dans {{count}} cas (magasin, catégorie et mois), les retours dépassent les ventes. Une quantité de départ ne peut pas être négative : elle est mise à zéro.',
    text_many:
      'Dans {{count}} cas (magasin, catégorie et mois), les retours dépassent les ventes. Une quantité de départ ne peut pas être négative : elle est mise à zéro.',
    text_other:
      'Dans {{count}} cas (magasin, catégorie et mois), les retours dépassent les ventes. Une quantité de départ ne peut pas être négative : elle est mise à zéro.',
    total: 'Les totaux de départ diffèrent donc du réel de :',
    where_one: 'Concerne {{count}} magasin.',
    where_many: 'Concerne {{count}} magasins.',
    where_other: 'Concerne {{count}} magasins.',
  },
};
