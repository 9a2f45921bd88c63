import type { repositoriesEn } from './messages.en';

export const repositoriesFr: Record<keyof typeof repositoriesEn, string> = {
  'repositories.title': 'Dépôts',
  'repositories.artifacts': 'Artefacts',
  'repositories.pulls': 'Tirages',
  'repositories.changed': 'Dernier changement',
  'repositories.empty': 'Aucun dépôt',
  'repositories.emptyText': 'Le premier envoi crée un dépôt. Ces commandes envoient vers ce projet :',
  'repositories.search': 'Chercher un dépôt par nom',
  'repositories.deleteTitle': 'Supprimer le dépôt {name} ?',
  'repositories.deleteText': 'Tous ses artefacts et tags disparaissent avec lui.',
  'repositories.push': 'Commandes d’envoi',
  'push.docker': 'Envoyer une image avec Docker',
  'push.tag': 'Nommer une image',
  'push.helm': 'Envoyer un chart Helm',
};
