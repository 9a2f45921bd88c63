export const projectsEn = {
  'panel.projects.empty': 'No project yet',
  'panel.projects.emptyText': 'An owner of a project can make you a member of it.',
  'panel.projects.id': 'Project ID',
} as const;
