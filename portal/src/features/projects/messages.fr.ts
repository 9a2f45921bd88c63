import type { projectsEn } from './messages.en';

export const projectsFr: Record<keyof typeof projectsEn, string> = {
  'projects.title': 'Projets',
  'projects.new': 'Nouveau projet',
  'projects.name': 'Nom',
  'projects.access': 'Accès',
  'projects.public': 'Public',
  'projects.private': 'Privé',
  'projects.role': 'Votre rôle',
  'projects.repositories': 'Dépôts',
  'projects.created': 'Créé',
  'projects.empty': 'Aucun projet',
  'projects.emptyText': 'Un projet contient des dépôts et dit qui peut les utiliser. Créez-en un, puis poussez-y une image.',
  'projects.search': 'Chercher un projet par nom',
  'projects.create': 'Créer',
  'projects.nameRule': 'Lettres minuscules et chiffres, séparés par un seul . _ ou -.',
  'projects.publicText': 'Toute personne atteignant ce registre peut tirer.',
  'projects.deleteTitle': 'Supprimer le projet {name} ?',
  'projects.deleteText': 'Un projet peut être supprimé quand il n’a plus de dépôts.',
};
