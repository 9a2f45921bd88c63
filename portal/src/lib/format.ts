/** 1,234,567 bytes as 1.18 MiB. */
export function bytes(size: number): string {
  const units = ['B', 'KiB', 'MiB', 'GiB', 'TiB'];
  let value = size;
  let unit = 0;
  while (value >= 1024 && unit < units.length - 1) {
    value /= 1024;
    unit++;
  }
  return `${unit === 0 ? String(value) : value.toFixed(value < 10 ? 2 : 1)} ${units[unit] ?? ''}`;
}

/** A time for people; empty for Harbor's "never". */
export function time(text: string, language: string): string {
  const date = new Date(text);
  return Number.isNaN(date.getTime()) || date.getFullYear() < 1971
    ? ''
    : date.toLocaleString(language, { dateStyle: 'medium', timeStyle: 'short' });
}

/** The first characters of a digest, enough to recognise it. */
export function shortDigest(digest: string): string {
  const colon = digest.indexOf(':');
  return digest.slice(0, colon + 1 + 12);
}
