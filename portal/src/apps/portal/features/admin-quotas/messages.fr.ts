import type { quotasEn } from './messages.en';

export const quotasFr: Record<keyof typeof quotasEn, string> = {
  'quotas.title': 'Quotas des projets',
  'quotas.empty': 'Pas encore de projets',
  'quotas.emptyText': 'Chaque projet a un quota ; créez d’abord un projet.',
  'quotas.toProjects': 'Aller aux projets',
  'quotas.project': 'Projet',
  'quotas.owner': 'Propriétaire',
  'quotas.used': 'Utilisé',
  'quotas.usedBy': 'Stockage utilisé par {name}',
  'quotas.limit': 'Limite',
  'quotas.change': 'Modifier la limite',
  'quotas.changeOf': 'Limite de {name}',
  'quotas.usedNow': 'Utilisé maintenant : {used}',
  'quotas.unlimited': 'Pas d’autre limite que l’offre du registre',
  'quotas.unit': 'Unité',
  'quotas.belowUse': 'Moins que ce que le projet contient : rien n’est supprimé, mais plus rien ne peut être envoyé.',
};
