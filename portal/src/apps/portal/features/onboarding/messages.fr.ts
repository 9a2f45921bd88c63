import type { onboardingEn } from './messages.en';

export const onboardingFr: Record<keyof typeof onboardingEn, string> = {
  'onboard.title': 'Choisir le nom d’utilisateur OIDC',
  'onboard.text': 'C’est votre première connexion ici. Choisissez le nom sous lequel ce registre vous connaîtra ; les clients de conteneurs l’utilisent aussi. Il ne peut pas être changé ensuite.',
  'onboard.username': 'Nom d’utilisateur',
  'onboard.rule': '1 à 255 caractères, sans , " ~ # % $ ni deux-points.',
  'onboard.taken': 'Le nom {name} est déjà utilisé dans ce registre.',
  'onboard.save': 'Enregistrer',
  'onboard.cancel': 'Annuler',
};
