import type { usersEn } from './messages.en';

export const usersFr: Record<keyof typeof usersEn, string> = {
  'panel.users.search': 'Chercher un utilisateur par nom ou e-mail',
  'panel.users.name': 'Nom d’utilisateur',
  'panel.users.id': 'ID',
  'panel.users.empty': 'Aucun utilisateur pour le moment',
  'panel.users.emptyText': 'Générez les identifiants d’un premier utilisateur, qui administre le registre. Avec OpenID Connect, les personnes apparaissent ici après leur première connexion.',
  'panel.users.generate': 'Générer des identifiants',
  'panel.users.generateNow': 'Générer',
  'panel.users.generateText': 'Crée un utilisateur de ce registre, qui l’administre. Le mot de passe n’est affiché qu’une fois.',
  'panel.users.madeUp': 'Choisi automatiquement si vous laissez vide.',
  'panel.users.made': 'Identifiants du nouvel utilisateur',
  'panel.users.iam': 'Les comptes du projet se connectent à ce registre : il n’a pas d’utilisateurs locaux.',
  'panel.users.setAsAdmin': 'Définir comme administrateur',
  'panel.users.raise': 'Définir {name} comme administrateur ?',
  'panel.users.raiseText': 'Cette personne administrera tout le registre dès sa prochaine requête : projets, utilisateurs et réglages.',
  'panel.users.raised': '{name} administre désormais le registre.',
  'panel.users.delete': 'Supprimer l’utilisateur {name} ?',
  'panel.users.deleteText': 'Ses sessions se terminent, son mot de passe, son secret CLI et ses jetons cessent de fonctionner, ses appartenances disparaissent. Images et projets restent.',
};
