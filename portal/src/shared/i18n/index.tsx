import { createContext, use, useEffect, useMemo, useState, type ReactNode } from 'react';
import { keepLanguage, preferredLanguage, type Language } from '@shared/lib/language';
import type { commonEn } from './common.en';

/** What the pages of every app say. */
export type Key = keyof typeof commonEn;

type Dictionary = Record<string, string>;

/** The texts of one set of pages: the portal's, or the control panel's; each there or still to be loaded. */
export type Dictionaries = Record<Language, Dictionary | (() => Promise<Dictionary>)>;

interface Texts<K extends string> {
  language: Language;
  choose: (language: Language) => void;
  t: (key: K, values?: Record<string, string | number>) => string;
}

const Context = createContext<Texts<string> | null>(null);

interface Shown {
  language: Language;
  dictionary: Dictionary;
}

export function Translations({ texts: dictionaries, children }: { texts: Dictionaries; children: ReactNode }) {
  const [shown, setShown] = useState<Shown | null>(() => atHand(dictionaries, preferredLanguage()));
  useEffect(() => {
    if (shown === null) {
      const language = preferredLanguage();
      // A language that cannot be loaded is no reason for an empty page.
      void load(dictionaries, language).then(setShown, () => setShown(atHand(dictionaries, language === 'fr' ? 'en' : 'fr')));
    } else {
      document.documentElement.lang = shown.language;
    }
  }, [dictionaries, shown]);
  const texts = useMemo<Texts<string> | null>(
    () =>
      shown && {
        language: shown.language,
        choose: (other) => {
          keepLanguage(other);
          // Until it is there the page goes on as it is, with what was filled in.
          void load(dictionaries, other).then(setShown, () => undefined);
        },
        t: (key, values = {}) =>
          Object.entries(values).reduce<string>(
            (text, [name, value]) => text.replaceAll(`{${name}}`, () => String(value)),
            shown.dictionary[key] ?? key,
          ),
      },
    [shown, dictionaries],
  );
  return texts === null ? null : <Context value={texts}>{children}</Context>;
}

function atHand(dictionaries: Dictionaries, language: Language): Shown | null {
  const dictionary = dictionaries[language];
  return typeof dictionary === 'function' ? null : { language, dictionary };
}

async function load(dictionaries: Dictionaries, language: Language): Promise<Shown> {
  const dictionary = dictionaries[language];
  return { language, dictionary: typeof dictionary === 'function' ? await dictionary() : dictionary };
}

/** @template K the keys of an app's dictionary */
export function useTexts<K extends string = Key>(): Texts<K> {
  const texts = use(Context);
  if (texts === null) {
    throw new Error('no translations around');
  }
  return texts;
}
