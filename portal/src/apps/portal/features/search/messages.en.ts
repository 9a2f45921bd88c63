export const searchEn = {
  'search.label': 'Search the registry',
  'search.hint': 'Search (press /)',
  'search.clear': 'Empty the search box',
  'search.hits': 'What was found',
  'search.works': 'Searching…',
  'search.failed': 'The search failed.',
  'search.nothing': 'Nothing of that name. Artifacts are found by the beginning of a tag or a digest.',
  'search.more': 'There are more: type a few letters more.',
  'search.projects': 'Projects found',
  'search.repositories': 'Repositories found',
  'search.artifacts': 'Artifacts found',
  'search.labels': 'Labels found',
} as const;
