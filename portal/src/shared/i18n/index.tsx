import { createContext, use, useEffect, useMemo, useState, type ReactNode } from 'react';
import { keepLanguage, preferredLanguage, type Language } from '@shared/lib/language';
import type { commonEn } from './common.en';
import type { Format, ValuesOf } from './message';

type Dictionary = Readonly<Record<string, string>>;

/** The texts of one set of pages; each language there or still to be loaded. */
export type Dictionaries = Record<Language, Dictionary | (() => Promise<Dictionary>)>;

/** @template D the English texts, from which keys and values are known */
interface Texts<D extends Dictionary> {
  language: Language;
  choose: (language: Language) => void;
  t: <K extends keyof D & string>(key: K, ...values: ValuesOf<D[K]>) => string;
}

const Context = createContext<Texts<Dictionary> | null>(null);

/** What is at the root of an app: the texts that its first page needs, and which language is spoken. */
export function Translations({ texts, children }: { texts: Dictionaries; children: ReactNode }) {
  const [asked, setAsked] = useState({ language: preferredLanguage() });
  const shown = useShown(texts, asked);
  useEffect(() => {
    if (shown !== null) {
      document.documentElement.lang = shown.language;
    }
  }, [shown]);
  const choose = (language: Language) => {
    keepLanguage(language);
    setAsked({ language });
  };
  return <Spoken shown={shown} choose={choose} formatter={filled}>{children}</Spoken>;
}

interface Shown {
  language: Language;
  dictionary: Dictionary;
}

/** The first page's messages have names in brackets and nothing else: what reads the others comes with them. */
function filled(_: Language, dictionary: Dictionary): Format {
  return (key, values = {}) => (dictionary[key] ?? key).replaceAll(/\{(\w+)\}/g, (place, name: string) => String(values[name] ?? place));
}

export function Spoken(props: {
  shown: Shown | null;
  choose: (language: Language) => void;
  formatter: (language: Language, dictionary: Dictionary) => Format;
  children: ReactNode;
}) {
  const { shown, formatter } = props;
  const t = useMemo(() => shown && formatter(shown.language, shown.dictionary), [shown, formatter]);
  return shown === null || t === null ? null : <Context value={{ language: shown.language, choose: props.choose, t }}>{props.children}</Context>;
}

/** Until a language is there the page goes on as it is, with what was filled in. */
export function useShown(dictionaries: Dictionaries, asked: { language: Language }): Shown | null {
  const [shown, setShown] = useState<Shown | null>(() => atHand(dictionaries, asked.language));
  const { language } = asked;
  useEffect(() => {
    let isAsked = true;
    void load(dictionaries, language).then(
      (loaded) => isAsked && setShown((now) => (now?.language === language ? now : loaded)),
      // A language that cannot be loaded is no reason for an empty page.
      () => isAsked && setShown((now) => now ?? atHand(dictionaries, language === 'fr' ? 'en' : 'fr')),
    );
    return () => {
      isAsked = false;
    };
  }, [dictionaries, language, asked]);
  return shown;
}

function atHand(dictionaries: Dictionaries, language: Language): Shown | null {
  const dictionary = dictionaries[language];
  return typeof dictionary === 'function' ? null : { language, dictionary };
}

async function load(dictionaries: Dictionaries, language: Language): Promise<Shown> {
  const dictionary = dictionaries[language];
  return { language, dictionary: typeof dictionary === 'function' ? await dictionary() : dictionary };
}

export function useSpoken(): Texts<Dictionary> {
  const texts = use(Context);
  if (texts === null) {
    throw new Error('no translations around');
  }
  return texts;
}

/** @template D the English texts of an app; those of every app unless said otherwise */
export function useTexts<D extends Dictionary = typeof commonEn>(): Texts<D> {
  return useSpoken();
}
