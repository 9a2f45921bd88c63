import { parse, TYPE, type MessageFormatElement } from '@formatjs/icu-messageformat-parser';
import { expect, test } from 'vitest';

type Catalogue = Readonly<Record<string, string>>;

/** Every catalogue there is, by its path without the language. */
const catalogues = new Map<string, { en?: Catalogue; fr?: Catalogue }>();
for (const [path, module] of Object.entries(import.meta.glob<Record<string, Catalogue>>('../src/**/{messages,common,app}.{en,fr}.ts', { eager: true }))) {
  const [, name = '', language] = /^(.*)\.(en|fr)\.ts$/.exec(path) ?? [];
  catalogues.set(name, { ...catalogues.get(name), [language as 'en' | 'fr']: Object.values(module)[0] });
}

/** The values of a message, each with what it is taken for. */
function values(elements: readonly MessageFormatElement[]): string[] {
  return elements.flatMap((element) => {
    switch (element.type) {
      case TYPE.literal:
      case TYPE.pound:
        return [];
      case TYPE.plural:
      case TYPE.select:
        return [`${element.value} ${TYPE[element.type]}`, ...Object.values(element.options).flatMap((option) => values(option.value))];
      default:
        return 'value' in element ? [element.value] : [];
    }
  });
}

const read = (text: string) => [...new Set(values(parse(text, { ignoreTag: true })).map((value) => value.split(' ')[0]))].sort();

test('every feature of both apps has its texts in both languages', () => {
  expect(catalogues.size).toBeGreaterThan(25);
  for (const [name, { en, fr }] of catalogues) {
    expect(Object.keys(fr ?? {}), name).toEqual(Object.keys(en ?? {}));
  }
});

test('every message can be read, and a translation has the same values', () => {
  for (const { en = {}, fr = {} } of catalogues.values()) {
    for (const [key, text] of Object.entries(en)) {
      expect(read(fr[key] ?? ''), key).toEqual(read(text));
    }
  }
});

test('a count is a plural or a number, so that nobody reads "1 artifacts"', () => {
  for (const { en = {} } of catalogues.values()) {
    const bare = Object.entries(en).filter(([, text]) => /\{(count|days|hours|total|left)\}/.test(text));
    expect(bare.filter(([key]) => key !== 'dashboard.diskOf')).toEqual([]);
  }
});

for (const app of ['portal', 'panel']) {
  test(`no text of the ${app} is written twice, so that none hides another`, () => {
    const own = [...catalogues].filter(([name]) => name.includes(`/apps/${app}/`) || name.includes('/shared/'));
    const written = own.flatMap(([, { en }]) => Object.keys(en ?? {}));
    expect(written.filter((key, index) => written.indexOf(key) !== index)).toEqual([]);
  });
}

test('what a first page says has names in brackets and nothing else', () => {
  for (const [name, { en = {}, fr = {} }] of catalogues) {
    if (name.includes('/sign-in/')) {
      expect([...Object.values(en), ...Object.values(fr)].filter((text) => /\{\w+,/.test(text))).toEqual([]);
    }
  }
});
