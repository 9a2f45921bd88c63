import type { searchEn } from './messages.en';

export const searchFr: Record<keyof typeof searchEn, string> = {
  'search.label': 'Chercher dans le registre',
  'search.hint': 'Chercher (touche /)',
  'search.clear': 'Vider le champ de recherche',
  'search.hits': 'Résultats de la recherche',
  'search.works': 'Recherche en cours…',
  'search.failed': 'La recherche a échoué.',
  'search.nothing': 'Rien de ce nom. Les artefacts se trouvent par le début d’un tag ou d’un digest.',
  'search.more': 'Il y en a d’autres : tapez quelques lettres de plus.',
  'search.projects': 'Projets trouvés',
  'search.repositories': 'Dépôts trouvés',
  'search.artifacts': 'Artefacts trouvés',
  'search.labels': 'Libellés trouvés',
};
