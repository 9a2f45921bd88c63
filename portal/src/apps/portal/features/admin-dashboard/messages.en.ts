export const dashboardEn = {
  'dashboard.title': 'Dashboard',
  'dashboard.period': 'Period',
  'dashboard.days': '{days, plural, one {Last day} other {Last # days}}',
  'dashboard.projects': 'Projects',
  'dashboard.public': '{count, number} public',
  'dashboard.repositories': 'Repositories',
  'dashboard.users': 'Users',
  'dashboard.storage': 'Storage used',
  'dashboard.once': 'each blob counted once',
  'dashboard.disk': 'Free in the plan',
  'dashboard.diskOf': 'of {total}',
} as const;
