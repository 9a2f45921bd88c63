export const keptEn = {
  'kept.title': 'Kept, not yet acted on',
  'kept.text': 'Set through Harbor’s API and kept as given. Nothing here acts on it yet.',
  'kept.protection': 'Nothing is protected by this yet: {names}',
} as const;
