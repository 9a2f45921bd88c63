import { readdirSync } from 'node:fs';
import js from '@eslint/js';
import { createTypeScriptImportResolver } from 'eslint-import-resolver-typescript';
import imports from 'eslint-plugin-import-x';
import hooks from 'eslint-plugin-react-hooks';
import tseslint from 'typescript-eslint';

/** What the files of a folder may not import, a type neither. */
const wall = (target, from, message, except = []) => ({ target: `./src/${target}`, from: `./src/${from}`, message, except });

const APPS = ['portal', 'panel', 'explorer'];

/** An app from the ground up: lib, components, features; its own files, such as the router, stand above them all. */
function walls(app) {
  const own = `apps/${app}`;
  const features = `${own}/features`;
  const folders = app === 'explorer' ? [] : readdirSync(`src/${features}`);
  return [
    ...APPS.filter((other) => other !== app).map((other) => wall(own, `apps/${other}`, 'apps do not know each other')),
    ...['lib', 'components', 'features'].map((part) => wall(`${own}/${part}`, `${own}/*.{ts,tsx}`, 'what the app is made of does not know how it is put together')),
    ...['lib', 'components'].map((part) => wall(`${own}/${part}`, features, 'what features share does not know features')),
    wall(`${own}/lib`, `${own}/components`, 'lib is below everything else'),
    ...folders.map((feature) => wall(`${features}/${feature}`, features, 'features do not import each other', [`./${feature}`])),
  ];
}

/** What the server is asked, and under which name the answer is kept, is said in one place of each feature. */
const QUERIES = [
  { selector: "Property[key.name='queryKey']", message: 'queries and their keys live in api.ts' },
  { selector: "Property[key.name='queryFn']", message: 'queries and their keys live in api.ts' },
  { selector: 'CallExpression[callee.name=/^(call|control|web|linked|read)$/]', message: 'the server is called in api.ts' },
];

export default tseslint.config(
  { ignores: ['dist', 'node_modules', 'fake-api', 'scripts', 'src/api', 'eslint.config.js'] },
  js.configs.recommended,
  ...tseslint.configs.strictTypeChecked,
  { languageOptions: { parserOptions: { projectService: true, tsconfigRootDir: import.meta.dirname } } },
  {
    plugins: { 'react-hooks': hooks, 'import-x': imports },
    settings: { 'import-x/resolver-next': [createTypeScriptImportResolver()] },
    rules: {
      'react-hooks/rules-of-hooks': 'error',
      'react-hooks/exhaustive-deps': 'error',
      '@typescript-eslint/restrict-template-expressions': ['error', { allowNumber: true }],
      '@typescript-eslint/no-confusing-void-expression': ['error', { ignoreArrowShorthand: true }],
      'max-lines': ['error', 250],
      'no-restricted-imports': ['error', { patterns: [{ regex: '^\\.\\./\\.\\.', message: 'say it by its short name: @shared, @portal, @panel, @api' }] }],
      'import-x/no-restricted-paths': [
        'error',
        {
          zones: [
            wall('shared', 'apps', 'what the apps share does not know them'),
            ...['http', 'i18n', 'lib'].map((part) => wall(`shared/${part}`, 'shared/components', 'components are above')),
            wall('apps/explorer', 'shared/components', 'the explorer is a page without React'),
            wall('apps/explorer', 'shared/i18n', 'the explorer is a page without React'),
            ...APPS.flatMap(walls),
          ],
        },
      ],
      'no-restricted-syntax': ['error', ...QUERIES],
    },
  },
  { files: ['src/**/api.ts', 'src/**/*.test.{ts,tsx}'], rules: { 'no-restricted-syntax': 'off' } },
);
