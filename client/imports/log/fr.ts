import { memories } from '../memories/fr.ts';

/** Words of the log of imports. */
export const log = {
  memories,
  filter: {
    label: 'Filtrer les imports',
    all: 'Tous',
    open: 'En cours',
    asking: 'À répondre',
    done: 'Importés',
    failed: 'Sans suite',
    search: 'Fichier ou auteur',
    none: 'Aucun import ne correspond à ce filtre.',
  },
  logged: {
    duration: 'Durée',
    seconds: '{{n}} s',
    minutes: '{{m}} min {{s}} s',
    sheet: 'feuille {{name}}',
    like: 'lu comme « {{name}} »',
  },
  remembered: {
    text: 'Lu comme « {{name}} » le {{when}}, importé par {{author}}.',
    change:
      'Corrigez ci-dessous ce qui a changé : le prochain fichier suivra. Un magasin donné pour tout le fichier vous sera redemandé, et le choix pour les noms inconnus ne vaut que pour ce fichier.',
    forget: 'Oublier cette lecture',
    forgotten: 'Oublié : le prochain fichier avec ces colonnes sera compris sans mémoire.',
    failed: 'La lecture n’a pas pu être oubliée. Réessayez dans un instant.',
  },
  author: {
    folder: 'Dossier surveillé',
    command: 'Ligne de commande',
  },
};
