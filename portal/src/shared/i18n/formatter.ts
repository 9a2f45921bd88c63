import { IntlMessageFormat } from 'intl-messageformat';
import type { Format } from './message';

/** Messages of the ICU syntax; each is read when it is first used, and few are used on one page. */
export function formatter(language: string, messages: Readonly<Record<string, string>>): Format {
  const read = new Map<string, IntlMessageFormat>();
  return (key, values) => {
    const text = messages[key];
    if (text === undefined || !text.includes('{')) {
      return text ?? key;
    }
    let message = read.get(key);
    if (message === undefined) {
      message = new IntlMessageFormat(text, language, undefined, { ignoreTag: true });
      read.set(key, message);
    }
    return message.format(values) as string;
  };
}
