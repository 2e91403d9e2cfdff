export const fr = {
  title: 'Connexion',
  tagline: 'Le plan et les ventes de l’enseigne, en direct.',
  email: 'Adresse e-mail',
  password: 'Mot de passe',
  submit: 'Se connecter',
  expired: {
    title: 'Votre session a expiré',
    text: 'Votre page est restée telle quelle. Reconnectez-vous pour continuer là où vous en étiez.',
    other: 'Utiliser un autre compte',
  },
  demo: {
    title: 'Comptes de démonstration',
    text: 'Choisissez un compte, puis saisissez le mot de passe affiché au démarrage du serveur.',
  },
  role: {
    director: 'direction',
    analyst: 'analyste',
    manager: 'manager',
    reader: 'lecture',
  },
  error: {
    wrong: 'Adresse ou mot de passe incorrect. Vérifiez les deux et réessayez.',
    missing: 'Saisissez votre adresse et votre mot de passe.',
    tooMany_one: 'Trop d’essais. Réessayez dans {{count}} seconde.',
    tooMany_many: 'Trop d’essais. Réessayez dans {{count}} secondes.',
    tooMany_other: 'Trop d’essais. Réessayez dans {{count}} secondes.',
    tooManyNow: 'Trop d’essais. Vous pouvez réessayer maintenant.',
    network: 'Le serveur ne répond pas. Vérifiez votre réseau et réessayez dans un instant.',
    server: 'Le serveur a rencontré une erreur. Réessayez, puis prévenez votre administrateur.',
  },
};

declare module 'i18next' {
  interface ResourceNamespaceMap {
    account: typeof fr;
  }
}
