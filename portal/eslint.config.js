import js from '@eslint/js';
import hooks from 'eslint-plugin-react-hooks';
import tseslint from 'typescript-eslint';

const between = (folder, forbidden, why) => ({
  files: [`src/${folder}/**/*.{ts,tsx}`],
  rules: { 'no-restricted-imports': ['error', { patterns: [{ regex: forbidden, message: why }] }] },
});

export default tseslint.config(
  { ignores: ['dist', 'node_modules', 'fake-api', 'scripts', 'src/api', 'eslint.config.js'] },
  js.configs.recommended,
  ...tseslint.configs.strictTypeChecked,
  { languageOptions: { parserOptions: { projectService: true, tsconfigRootDir: import.meta.dirname } } },
  {
    plugins: { 'react-hooks': hooks },
    rules: {
      'react-hooks/rules-of-hooks': 'error',
      'react-hooks/exhaustive-deps': 'error',
      '@typescript-eslint/restrict-template-expressions': ['error', { allowNumber: true }],
      '@typescript-eslint/no-confusing-void-expression': ['error', { ignoreArrowShorthand: true }],
      'max-lines': ['error', 250],
    },
  },
  between('lib', '(app|features|components)/', 'lib is below everything else'),
  between('components', '(app|features)/', 'components do not know features'),
  between('console', '(app|features|components|i18n)/', 'the explorer is a page of its own'),
  between('panel', '^(\\.\\./)+(features|app)/(?!app\\.css)', 'the control panel does not know the portal'),
  between('panel/lib', '(features|components|app)/', 'lib is below everything else'),
  between('panel/components', '(features|app)/', 'components do not know features'),
  between('panel/features', '^\\.\\./[a-z]|\\.\\./(features|app)/', 'features do not import each other'),
  between('features', '^\\.\\./[a-z]|/features/', 'features do not import each other'),
);
