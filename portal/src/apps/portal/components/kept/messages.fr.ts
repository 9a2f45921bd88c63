import type { keptEn } from './messages.en';

export const keptFr: Record<keyof typeof keptEn, string> = {
  'kept.title': 'Conservé, pas encore appliqué',
  'kept.text': 'Réglé par l’API de Harbor et conservé tel quel. Rien n’en tient compte ici pour l’instant.',
  'kept.protection': 'Rien n’est encore protégé par ceci : {names}',
};
