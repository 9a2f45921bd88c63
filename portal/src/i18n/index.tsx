import { createContext, use, useEffect, useMemo, useState, type ReactNode } from 'react';
import { en, type Key } from './en';
import { fr } from './fr';

export type { Key } from './en';
export type Language = 'en' | 'fr';

const TEXTS: Record<Language, Record<Key, string>> = { en, fr };
const CHOSEN = 'language';

interface Texts {
  language: Language;
  choose: (language: Language) => void;
  t: (key: Key, values?: Record<string, string | number>) => string;
}

const Context = createContext<Texts | null>(null);

function preferred(): Language {
  const chosen = window.localStorage.getItem(CHOSEN);
  if (chosen === 'en' || chosen === 'fr') {
    return chosen;
  }
  return navigator.language.toLowerCase().startsWith('fr') ? 'fr' : 'en';
}

export function Translations({ children }: { children: ReactNode }) {
  const [language, setLanguage] = useState<Language>(preferred);
  useEffect(() => {
    document.documentElement.lang = language;
  }, [language]);
  const texts = useMemo<Texts>(
    () => ({
      language,
      choose: (other) => {
        window.localStorage.setItem(CHOSEN, other);
        setLanguage(other);
      },
      t: (key, values = {}) =>
        Object.entries(values).reduce<string>(
          (text, [name, value]) => text.replace(`{${name}}`, String(value)),
          TEXTS[language][key],
        ),
    }),
    [language],
  );
  return <Context value={texts}>{children}</Context>;
}

export function useTexts(): Texts {
  const texts = use(Context);
  if (texts === null) {
    throw new Error('no translations around');
  }
  return texts;
}
