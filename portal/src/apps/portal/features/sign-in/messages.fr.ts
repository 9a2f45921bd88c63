import type { signInEn } from './messages.en';

export const signInFr: Record<keyof typeof signInEn, string> = {
  'signIn.title': 'Connexion',
  'signIn.oidc': 'Connexion via le fournisseur OIDC',
  'signIn.local': 'Connexion via la base locale',
  'signIn.or': 'ou',
  'signIn.username': 'Nom d’utilisateur',
  'signIn.password': 'Mot de passe',
  'signIn.submit': 'Se connecter',
  'signIn.back': 'Retour',
  'signIn.wrong': 'Nom d’utilisateur ou mot de passe incorrect.',
  'signIn.provider': 'Vous vous connecterez auprès de {name}.',
  'signIn.account': 'Se connecter avec votre compte Berth',
  'signIn.with': 'Connexion via {name}',
  'signIn.away': '{name} ne répond pas pour le moment. La connexion par ce fournisseur peut échouer.',
  'signIn.showPassword': 'Afficher le mot de passe',
  'signIn.hidePassword': 'Masquer le mot de passe',
};
