import type { dashboardEn } from './messages.en';

export const dashboardFr: Record<keyof typeof dashboardEn, string> = {
  'dashboard.title': 'Tableau de bord',
  'dashboard.period': 'Période',
  'dashboard.days': '{days} derniers jours',
  'dashboard.projects': 'Projets',
  'dashboard.public': '{count} publics',
  'dashboard.repositories': 'Dépôts',
  'dashboard.users': 'Utilisateurs',
  'dashboard.storage': 'Stockage utilisé',
  'dashboard.once': 'chaque blob compté une fois',
  'dashboard.disk': 'Libre dans l’offre',
  'dashboard.diskOf': 'sur {total}',
};
