/** How files of known sources are read. */
export const memories = {
  tab: 'Lectures mémorisées',
  intro:
    'Un fichier importé apprend comment lire le suivant qui a les mêmes colonnes. Oubliez une lecture pour que le prochain fichier soit compris sans mémoire.',
  caption: 'Lectures mémorisées, de la plus récente à la plus ancienne',
  empty: {
    title: 'Aucune lecture mémorisée',
    text: 'La première apparaîtra dès qu’un fichier de ventes avec un en-tête aura été importé.',
  },
  source: 'Source',
  read: 'Ce qui est lu',
  by: 'Dernier import par',
  when: 'Dernier usage',
  buttons: 'Actions',
  buttonsOf: 'Actions pour « {{name}} »',
  lastFile: 'dernier fichier : {{name}}',
  columns_one: '{{n}} colonne',
  columns_many: '{{n}} colonnes',
  columns_other: '{{n}} colonnes',
  sheet: 'feuille « {{name}} »',
  store: 'magasin {{code}}',
  rename: {
    action: 'Renommer',
    title: 'Renommer la lecture',
    label: 'Nom',
    hint: 'Sans nom, elle porte celui de son dernier fichier.',
    cancel: 'Annuler',
    confirm: 'Enregistrer',
  },
  forget: {
    action: 'Supprimer',
    title: 'Supprimer cette lecture',
    text: 'Le prochain fichier avec les colonnes de « {{name}} » sera compris sans mémoire. Les ventes déjà importées restent.',
    keep: 'Garder',
    confirm: 'Supprimer',
  },
  gone: 'Cette lecture n’existe plus : quelqu’un l’a supprimée, ou son import a été annulé.',
};
