/** The marks of an axis from 0 to at least the largest value: few, and round for a reader. */
export function marks(largest: number, unit: 'count' | 'bytes'): number[] {
  const step = unit === 'bytes' ? byteStep(largest / 4) : countStep(largest / 4);
  const steps = Math.max(1, Math.ceil(largest / step));
  return Array.from({ length: steps + 1 }, (_, at) => at * step);
}

/** 1, 2 or 5 times a power of ten; at least one. */
function countStep(wanted: number): number {
  const power = 10 ** Math.floor(Math.log10(Math.max(wanted, 1)));
  const step = [1, 2, 5, 10].find((factor) => factor * power >= wanted) ?? 10;
  return step * power;
}

/** A power of two, so that a mark is a round number of KiB, MiB or GiB. */
function byteStep(wanted: number): number {
  return 2 ** Math.max(0, Math.ceil(Math.log2(Math.max(wanted, 1))));
}

/** Which values of a row of this length are named on its axis: the ends and a few between, evenly. */
export function labelled(length: number, room: number): number[] {
  if (length <= 1) {
    return length === 1 ? [0] : [];
  }
  const gaps = Math.max(1, Math.min(room - 1, length - 1));
  return [...new Set(Array.from({ length: gaps + 1 }, (_, i) => Math.round((i * (length - 1)) / gaps)))];
}

/** Runs of values that are known, as positions; what is null is a gap. */
export function runs(values: readonly (number | null)[]): { from: number; to: number }[] {
  const found: { from: number; to: number }[] = [];
  values.forEach((value, at) => {
    if (value === null) {
      return;
    }
    const last = found.at(-1);
    if (last !== undefined && last.to === at - 1) {
      last.to = at;
    } else {
      found.push({ from: at, to: at });
    }
  });
  return found;
}
