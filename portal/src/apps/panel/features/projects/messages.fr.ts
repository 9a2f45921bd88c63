import type { projectsEn } from './messages.en';

export const projectsFr: Record<keyof typeof projectsEn, string> = {
  'panel.projects.empty': 'Aucun projet pour le moment',
  'panel.projects.emptyText': 'Un propriétaire de projet peut vous en rendre membre.',
  'panel.projects.id': 'Identifiant du projet',
};
