import type { registriesEn } from './messages.en';

export const registriesFr: Record<keyof typeof registriesEn, string> = {
  'panel.registries.create': 'Créer un registre',
  'panel.registries.search': 'Chercher un registre par son nom',
  'panel.registries.empty': 'Aucun registre pour le moment',
  'panel.registries.emptyText': 'Un registre garde les images de conteneurs et les charts Helm d’une équipe. Il est prêt en un instant.',
  'panel.region.REGION-1-AZ': 'une zone de disponibilité',
  'panel.region.REGION-3-AZ': 'trois zones de disponibilité',
  'panel.name': 'Nom',
  'panel.new.title': 'Créer un registre',
  'panel.new.nameHelp': 'À l’usage des personnes ; il peut changer plus tard, et plusieurs registres peuvent le partager.',
  'panel.new.library': 'Créer un projet « library »',
  'panel.new.libraryHelp': 'Un projet public dès le départ, comme dans Harbor. Sans lui, le registre commence vide.',
  'panel.new.libraryShort': 'Projet « library »',
  'panel.new.planHelp': 'L’offre peut être changée à tout moment.',
};
