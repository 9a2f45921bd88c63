import { readdirSync, readFileSync } from 'node:fs';
import { dirname, relative, resolve } from 'node:path';
import ts from 'typescript';
import { expect, test } from 'vitest';

const ROOT = resolve('.');
const { config } = ts.readConfigFile('tsconfig.json', (path) => readFileSync(path, 'utf8')) as { config: object };
const { options } = ts.parseJsonConfigFileContent(config, ts.sys, ROOT);
const files = readdirSync('src', { recursive: true, encoding: 'utf8' }).filter((path) => /\.tsx?$/.test(path)).map((path) => `src/${path}`);

/** The project's files that a file imports, types included; a page that is loaded later is none. */
function importsOf(file: string): string[] {
  const text = readFileSync(file, 'utf8');
  return ts
    .preProcessFile(text)
    .importedFiles.filter(({ pos }) => !/import\($/.test(text.slice(0, pos)))
    .map(({ fileName }) => ts.resolveModuleName(fileName, resolve(file), options, ts.sys).resolvedModule)
    .filter((found) => found !== undefined && found.isExternalLibraryImport !== true)
    .map((found) => relative(ROOT, found?.resolvedFileName ?? ''));
}

test('no file needs itself through others, not even for a type', () => {
  const graph = new Map(files.map((file) => [file, importsOf(file)]));
  const circles: string[] = [];
  const done = new Set<string>();
  const walk = (file: string, path: readonly string[]) => {
    if (path.includes(file)) {
      circles.push([...path.slice(path.indexOf(file)), file].join(' > '));
    } else if (!done.has(file)) {
      (graph.get(file) ?? []).forEach((next) => walk(next, [...path, file]));
      done.add(file);
    }
  };
  files.forEach((file) => walk(file, []));
  expect([...graph.values()].flat().length).toBeGreaterThan(files.length);
  expect(circles).toEqual([]);
});

test('a folder can be seen at a glance', () => {
  const sizes = new Map<string, number>();
  files.forEach((file) => sizes.set(dirname(file), (sizes.get(dirname(file)) ?? 0) + 1));
  expect([...sizes].filter(([, size]) => size > 25)).toEqual([]);
});
