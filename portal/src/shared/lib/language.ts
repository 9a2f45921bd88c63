export type Language = 'en' | 'fr';

const CHOSEN = 'language';

/** The language chosen in one of the apps, else the browser's. */
export function preferredLanguage(): Language {
  const chosen = window.localStorage.getItem(CHOSEN);
  if (chosen === 'en' || chosen === 'fr') {
    return chosen;
  }
  return navigator.language.toLowerCase().startsWith('fr') ? 'fr' : 'en';
}

export function keepLanguage(language: Language): void {
  window.localStorage.setItem(CHOSEN, language);
}
