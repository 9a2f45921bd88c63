import type { usersEn } from './messages.en';

export const usersFr: Record<keyof typeof usersEn, string> = {
  'users.title': 'Utilisateurs',
  'users.name': 'Nom',
  'users.admin': 'Administrateur',
  'users.email': 'E-mail',
  'users.since': 'Inscrit',
  'users.yes': 'Oui',
  'users.no': 'Non',
  'users.unknown': 'Inconnu',
  'users.unknownText': 'Pas nommé ici, mais un membre du groupe d’administration du fournisseur l’est quand même.',
  'users.setAdmin': 'Nommer administrateur',
  'users.revokeAdmin': 'Retirer l’administration',
  'users.empty': 'Aucun utilisateur',
  'users.emptyText': 'Les personnes apparaissent ici après leur première connexion.',
  'users.search': 'Chercher par nom ou e-mail',
  'users.deleteTitle': 'Supprimer l’utilisateur {name} ?',
  'users.deleteText': 'Ses sessions et son secret CLI cessent aussitôt de fonctionner.',
  'users.you': 'vous',
};
