import { preferredLanguage } from '@shared/lib/language';

const en = {
  title: 'API explorer',
  sections: 'Parts of the API',
  home: 'Back to Berth',
  signIn: 'Sign in',
  signOut: 'Sign out',
  signedIn: 'Signed in as',
  nobody: 'Calls are sent with your session once you sign in.',
  ended: 'You are not signed in, or your session has ended.',
  unknown: 'There is no such call here:',
  failed: 'The document of this API could not be read.',
  retry: 'Try again',
  copy: 'Copy',
};

const fr: typeof en = {
  title: 'Explorateur d’API',
  sections: 'Parties de l’API',
  home: 'Retour à Berth',
  signIn: 'Se connecter',
  signOut: 'Se déconnecter',
  signedIn: 'Connecté en tant que',
  nobody: 'Les appels utilisent votre session une fois connecté.',
  ended: 'Vous n’êtes pas connecté, ou votre session est terminée.',
  unknown: 'Cet appel n’existe pas ici :',
  failed: 'Le document de cette API n’a pas pu être lu.',
  retry: 'Réessayer',
  copy: 'Copier',
};

export const language = preferredLanguage();

export const texts = language === 'fr' ? fr : en;
