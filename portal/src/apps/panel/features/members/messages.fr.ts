import type { membersEn } from './messages.en';

export const membersFr: Record<keyof typeof membersEn, string> = {
  'panel.members.add': 'Ajouter un membre',
  'panel.members.text': 'Les lecteurs voient tout ; les opérateurs modifient les registres sans en créer, supprimer ni redimensionner ; les propriétaires peuvent tout.',
  'panel.members.you': 'vous',
  'panel.members.role': 'Rôle',
  'panel.members.roleOf': 'Rôle de {name}',
  'panel.members.since': 'Depuis',
  'panel.members.accountHelp': 'Le nom d’un compte qui existe ici.',
  'panel.members.remove': 'Retirer {name} du projet ?',
  'panel.members.removeText': 'Le projet et ses registres n’existent plus pour ce compte. Là où IAM est activé, il ne peut plus se connecter.',
  'panel.role.owner': 'Propriétaire',
  'panel.role.operator': 'Opérateur',
  'panel.role.viewer': 'Lecteur',
};
