import type { rolesEn } from './messages.en';

export const rolesFr: Record<keyof typeof rolesEn, string> = {
  'roles.title': 'Rôles',
  'roles.text': 'Ce que les membres des projets peuvent recevoir. Les cinq rôles de Harbor restent tels quels ; d’autres peuvent être faits des mêmes droits.',
  'roles.name': 'Nom',
  'roles.description': 'Description',
  'roles.kind': 'Type',
  'roles.builtIn': 'prédéfini',
  'roles.own': 'de ce registre',
  'roles.rights': 'Droits',
  'roles.rightsText': 'Voir le projet et lister ses dépôts font toujours partie d’un rôle.',
  'roles.new': 'Nouveau rôle',
  'roles.edit': 'Modifier {name}',
  'roles.deleteTitle': 'Supprimer le rôle {name} ?',
  'roles.deleteText': 'Un rôle que des membres ont encore ne peut pas être supprimé : donnez-leur d’abord un autre rôle.',
};
