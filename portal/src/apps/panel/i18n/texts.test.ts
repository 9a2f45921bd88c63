import { expect, test } from 'vitest';
import { commonEn } from '@shared/i18n/common.en';
import { panelEn } from './en';
import { panelFr } from './fr';
import { oidcEn } from './oidc.en';
import { peopleEn } from './people.en';
import { registriesEn } from './registries.en';
import { shellEn } from './shell.en';

test('no text is written twice, so that none hides another', () => {
  const written = [commonEn, oidcEn, peopleEn, registriesEn, shellEn].flatMap((texts) => Object.keys(texts));
  expect(written.filter((key, index) => written.indexOf(key) !== index)).toEqual([]);
});

test('a translation has the same places for values', () => {
  const places = (text: string) => [...text.matchAll(/\{\w+\}/g)].map(([place]) => place).sort();
  for (const [key, text] of Object.entries(panelEn)) {
    expect(places(panelFr[key as keyof typeof panelEn]), key).toEqual(places(text));
  }
});
