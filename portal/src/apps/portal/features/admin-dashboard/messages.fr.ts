import type { dashboardEn } from './messages.en';

export const dashboardFr: Record<keyof typeof dashboardEn, string> = {
  'dashboard.title': 'Tableau de bord',
  'dashboard.period': 'Période',
  'dashboard.days': '{days, plural, one {Dernier jour} other {# derniers jours}}',
  'dashboard.projects': 'Projets',
  'dashboard.public': '{count, plural, one {# public} other {# publics}}',
  'dashboard.repositories': 'Dépôts',
  'dashboard.users': 'Utilisateurs',
  'dashboard.storage': 'Stockage utilisé',
  'dashboard.once': 'chaque blob compté une fois',
  'dashboard.disk': 'Libre dans l’offre',
  'dashboard.diskOf': 'sur {total}',
};
