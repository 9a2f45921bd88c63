import { expect, test } from 'vitest';
import { labelled, marks, runs } from './scale';

test('an axis of counts has round whole marks up to the largest value', () => {
  expect(marks(0, 'count')).toEqual([0, 1]);
  expect(marks(3, 'count')).toEqual([0, 1, 2, 3]);
  expect(marks(87, 'count')).toEqual([0, 50, 100]);
  expect(marks(1234, 'count')).toEqual([0, 500, 1000, 1500]);
  for (const largest of [1, 7, 19, 999, 12_345, 8_765_432]) {
    const found = marks(largest, 'count');
    expect(found.at(-1)).toBeGreaterThanOrEqual(largest);
    expect(found.length).toBeLessThanOrEqual(6);
  }
});

test('an axis of bytes has marks that are round in KiB, MiB and GiB', () => {
  expect(marks(5 * 1024 ** 2, 'bytes')).toEqual([0, 2 * 1024 ** 2, 4 * 1024 ** 2, 6 * 1024 ** 2]);
  for (const largest of [1, 1000, 3 * 1024 ** 3, 7.5 * 1024 ** 4]) {
    const found = marks(largest, 'bytes');
    expect(found.at(-1)).toBeGreaterThanOrEqual(largest);
    expect(found.length).toBeLessThanOrEqual(6);
  }
});

test('the first and the last value are named, and no more than there is room for', () => {
  expect(labelled(0, 5)).toEqual([]);
  expect(labelled(1, 5)).toEqual([0]);
  expect(labelled(3, 5)).toEqual([0, 1, 2]);
  expect(labelled(30, 4)).toEqual([0, 10, 19, 29]);
});

test('unknown values are gaps', () => {
  expect(runs([null, 1, 2, null, 0])).toEqual([{ from: 1, to: 2 }, { from: 4, to: 4 }]);
  expect(runs([null])).toEqual([]);
});
