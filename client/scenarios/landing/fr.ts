export const fr = {
  sum: 'atterrissage : {{total}} = réel {{actual}} + reste à faire {{remaining}}',
  rate: 'atterrissage : {{total}} (réel {{actual}}, reste à faire {{remaining}})',
  read: 'Réel du mois lu à {{at}} ; le reste à faire est la part du plan des jours qui restent.',
};
