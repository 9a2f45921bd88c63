import type { configEn } from './messages.en';

export const configFr: Record<keyof typeof configEn, string> = {
  'config.title': 'Configuration',
  'config.projectCreation': 'Qui peut créer des projets',
  'config.everyone': 'Tout le monde',
  'config.adminOnly': 'Les administrateurs seulement',
  'config.tokenExpiration': 'Durée des jetons de registre (minutes)',
  'config.tokenExpirationText': 'Ce qu’un client reçoit à docker login ; il en demande un nouveau tout seul.',
  'config.robotPrefix': 'Préfixe des noms de robots',
  'config.robotPrefixText': 'Le changer renomme tous les robots : les programmes doivent utiliser le nouveau nom.',
  'config.robotDuration': 'Durée des robots (jours), sauf indication contraire',
  'config.storagePerProject': 'Quota des nouveaux projets (Gio)',
  'config.storagePerProjectText': '-1 pour pas d’autre limite que l’offre. Les projets existants gardent la leur.',
  'config.trashDays': 'Ce qui est supprimé peut être restauré pendant (jours)',
  'config.trashDaysText': '0 pour supprimer aussitôt. Ce qui est déjà dans la corbeille garde son délai.',
  'config.banner': 'Bannière',
  'config.bannerText': 'Affichée en haut de chaque page à qui est connecté.',
  'config.readOnly': 'Lecture seule',
  'config.readOnlyText': 'Rien ne peut être envoyé ni supprimé tant que c’est activé ; les téléchargements continuent.',
  'config.saved': 'Enregistré. Cela compte dès maintenant.',
};
