const FACTORS = { MiB: 1024 ** 2, GiB: 1024 ** 3, TiB: 1024 ** 4 };

export type Unit = keyof typeof FACTORS;
export const UNITS = Object.keys(FACTORS) as Unit[];
export const UNLIMITED = -1;

/** Bytes as a number of the largest unit that makes it whole, for a form. */
export function split(limit: number): { number: string; unit: Unit } {
  if (limit <= 0) {
    return { number: '10', unit: 'GiB' };
  }
  const unit = [...UNITS].reverse().find((one) => limit % FACTORS[one] === 0) ?? 'MiB';
  return { number: String(Number((limit / FACTORS[unit]).toFixed(3))), unit };
}

/** What was typed, in whole bytes; null when it is no amount above zero. */
export function join(number: string, unit: Unit): number | null {
  const value = Number(number.replace(',', '.'));
  return number.trim() === '' || !Number.isFinite(value) || value <= 0 ? null : Math.round(value * FACTORS[unit]);
}
