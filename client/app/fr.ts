export const fr = {
  nav: {
    label: 'Navigation principale',
    live: 'Direct',
    scenarios: 'Scénarios',
    days: 'Journées',
    imports: 'Imports',
  },
  skip: 'Aller au contenu',
  loading: 'Ouverture de l’application',
  connection: {
    connecting: 'connexion…',
    live: 'en direct',
    reconnecting: 'reconnexion…',
    stale: 'figé depuis {{time}}',
    offline: 'hors ligne',
    detail: {
      connecting: 'La connexion en direct s’établit.',
      live: 'Dernière nouvelle du serveur à {{time}}.',
      reconnecting:
        'La connexion est coupée. Les chiffres affichés sont les derniers reçus ; elle se rétablit d’elle-même.',
      stale: 'Aucune nouvelle du serveur depuis {{time}}. Les chiffres affichés datent de ce moment.',
      offline: 'Votre appareil n’a plus de réseau. Les chiffres affichés sont les derniers reçus.',
    },
  },
  imports: {
    label: 'Imports en cours',
    running_one: '{{count}} import',
    running_many: '{{count}} imports',
    running_other: '{{count}} imports',
    stop: 'Arrêter',
    stopFailed: 'L’import n’a pas pu être arrêté. Réessayez dans un instant.',
  },
  user: {
    menu: 'Votre compte',
    menuOf: 'Votre compte : {{name}}',
    language: 'Langue',
    theme: 'Apparence',
    light: 'Claire',
    dark: 'Sombre',
    auto: 'Système',
    signOut: 'Se déconnecter',
    signOutFailed: 'La déconnexion n’a pas abouti : le serveur ne répond pas. Vous êtes encore connecté.',
    company: 'toute l’enseigne',
    region: 'région {{code}}',
  },
  role: {
    director: 'Direction',
    analyst: 'Analyste',
    manager: 'Manager',
    reader: 'Lecture',
  },
  palette: {
    open: 'Rechercher',
    placeholder: 'Aller à une page, un scénario, un magasin…',
    empty: 'Rien ne correspond à « {{query}} ».',
    pages: 'Pages',
    scopes: 'Enseigne, régions et magasins',
    scenarios: 'Scénarios',
    actions: 'Actions',
    shortcuts: 'Voir les raccourcis clavier',
    results_one: '{{count}} résultat',
    results_many: '{{count}} résultats',
    results_other: '{{count}} résultats',
  },
  shortcuts: {
    title: 'Raccourcis clavier',
    everywhere: 'Partout',
    palette: 'Palette de commandes',
    help: 'Cette aide',
    goTo: 'Aller à {{page}}',
    thenKey: 'puis',
    /** What is written on the keys of a French keyboard. */
    keyName: { Shift: 'Maj', Delete: 'Suppr', Enter: 'Entrée', Esc: 'Échap' },
  },
  session: {
    unreachable: 'Le serveur ne répond pas',
    unreachableText: 'L’application n’a pas pu savoir si vous êtes connecté. Elle réessaie d’elle-même.',
  },
};

declare module 'i18next' {
  interface ResourceNamespaceMap {
    app: typeof fr;
  }
}
