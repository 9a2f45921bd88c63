import type { signInEn } from './messages.en';

export const signInFr: Record<keyof typeof signInEn, string> = {
  'panel.signIn.submit': 'Se connecter',
  'panel.signIn.startOver': 'Recommencer',
  'panel.signIn.help': 'Avec votre compte d’ici. La personne qui gère le serveur crée les comptes et réinitialise les mots de passe.',
};
