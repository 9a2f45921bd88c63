const UNITS = {
  en: ['B', 'KiB', 'MiB', 'GiB', 'TiB'],
  fr: ['o', 'Kio', 'Mio', 'Gio', 'Tio'],
};

/** 1,234,567 bytes as 1.18 MiB, in French as 1,18 Mio. */
export function bytes(size: number, language: keyof typeof UNITS = 'en'): string {
  const units = UNITS[language];
  let value = size;
  let unit = 0;
  while (value >= 1024 && unit < units.length - 1) {
    value /= 1024;
    unit++;
  }
  const digits = unit === 0 ? 0 : value < 10 ? 2 : 1;
  const number = value.toLocaleString(language, { useGrouping: false, minimumFractionDigits: digits, maximumFractionDigits: digits });
  return `${number} ${units[unit] ?? ''}`;
}

/** A whole number as people read it: 1,234. */
export function count(value: number, language: string): string {
  return value.toLocaleString(language);
}

/** A time for people, which breaks between day and hour only; empty for Harbor's "never". */
export function time(text: string, language: string): string {
  const date = new Date(text);
  if (Number.isNaN(date.getTime()) || date.getFullYear() < 1971) {
    return '';
  }
  const whole = date.toLocaleString(language, { dateStyle: 'medium', timeStyle: 'short' });
  const hour = whole.lastIndexOf(', ') + 1;
  const unbroken = (part: string) => part.replaceAll(' ', '\u00a0');
  return hour === 0 ? whole : `${unbroken(whole.slice(0, hour))} ${unbroken(whole.slice(hour + 1))}`;
}

/** The same for seconds since 1970. */
export function epoch(seconds: number, language: string): string {
  return time(new Date(seconds * 1000).toISOString(), language);
}

/** The first characters of a digest, enough to recognise it. */
export function shortDigest(digest: string): string {
  const colon = digest.indexOf(':');
  return digest.slice(0, colon + 1 + 12);
}
