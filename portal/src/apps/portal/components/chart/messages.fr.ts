import type { chartEn } from './messages.en';

export const chartFr: Record<keyof typeof chartEn, string> = {
  'chart.storage': 'Stockage dans le temps',
  'chart.traffic': 'Téléchargements et envois par jour',
  'chart.largest': 'Plus grands dépôts',
  'chart.used': 'Stockage utilisé',
  'chart.pulls': 'Téléchargements',
  'chart.pushes': 'Envois',
  'chart.nothing': 'Rien n’a encore été envoyé.',
  'chart.day': 'Jour',
  'chart.asTable': 'Afficher en tableau',
  'chart.asChart': 'Afficher en graphique',
  'chart.summary': '{label}, {days, plural, one {# jour} other {# jours}} ; dernier : {last} ; maximum : {most}',
};
