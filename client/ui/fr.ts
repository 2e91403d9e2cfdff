export const fr = {
  list: { named: '{{name}} :' },
  loading: 'Chargement',
  company: 'Enseigne',
  retry: 'Réessayer',
  close: 'Fermer',
  reload: 'Recharger la page',
  error: {
    title: 'Ces données n’ont pas pu être chargées',
    network: 'Le serveur ne répond pas. Rien n’est perdu : réessayez dans un instant.',
    server: 'Le serveur a rencontré une erreur. Rien n’est perdu : réessayez, puis prévenez votre administrateur.',
    shape: 'La réponse du serveur n’est pas celle attendue. Rechargez la page pour obtenir la version à jour.',
    code: 'Code : {{code}}',
  },
  noRights: {
    title: 'Cette page ne vous est pas ouverte',
    text: 'Votre rôle ne donne pas accès à cette page. Un directeur peut changer vos droits.',
  },
  notFound: {
    title: 'Rien à cette adresse',
    text: 'La page n’existe pas, ou ne fait pas partie de votre périmètre.',
    home: 'Aller à Direct',
  },
  offline: {
    title: 'Vous êtes hors ligne',
    text: 'Cette page se chargera d’elle-même dès que la connexion sera revenue.',
  },
  crash: {
    title: 'Cette page s’est arrêtée',
    text: 'Une erreur inattendue est survenue. Ce qui était enregistré l’est toujours.',
    stale:
      'Une partie de l’application n’a pas pu être chargée : le serveur est injoignable, ou une nouvelle version est en place. Rechargez la page pour continuer.',
  },
  breadcrumb: 'Fil d’Ariane',
  better: 'mieux',
  worse: 'moins bien',
};

declare module 'i18next' {
  interface ResourceNamespaceMap {
    ui: typeof fr;
  }
}
