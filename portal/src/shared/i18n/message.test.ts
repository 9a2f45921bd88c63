import { expect, expectTypeOf, test } from 'vitest';
import { formatter } from './formatter';
import type { PlainKey, ValuesOf } from './message';

test('a message asks for each of its values, of numbers for numbers', () => {
  expectTypeOf<ValuesOf<'nothing'>>().toEqualTypeOf<[]>();
  expectTypeOf<ValuesOf<'{a} of {b, number}'>>().toEqualTypeOf<[values: { a: string | number; b: number }]>();
  expectTypeOf<ValuesOf<'{n, plural, =0 {none} one {# dépôt} other {# dépôts}} ({size})'>>().toEqualTypeOf<[values: { n: number; size: string | number }]>();
  expectTypeOf<PlainKey<{ a: 'x'; b: '{x}' }>>().toEqualTypeOf<'a'>();
});

test('a plural takes the form of its language', () => {
  const en = formatter('en', { left: '{n, plural, =0 {nothing} one {# thing} other {# things}} left' });
  expect([0, 1, 2, 1234].map((n) => en('left', { n }))).toEqual(['nothing left', '1 thing left', '2 things left', '1,234 things left']);
  const fr = formatter('fr', { left: '{n, plural, one {# dépôt} other {# dépôts}}' });
  expect([0, 1, 2].map((n) => fr('left', { n }))).toEqual(['0 dépôt', '1 dépôt', '2 dépôts']);
});

test('what somebody typed is shown as it is, and a text without values costs nothing to read', () => {
  const t = formatter('en', { of: 'Delete {name}?', plain: 'What’s <this>' });
  expect(t('of', { name: '<b>{x}</b>' })).toBe('Delete <b>{x}</b>?');
  expect(t('plain')).toBe('What’s <this>');
});
