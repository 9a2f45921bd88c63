import hooks from 'eslint-plugin-react-hooks';
import ts from 'typescript-eslint';

const features = ['sign-in', 'onboarding', 'projects', 'repositories', 'artifacts', 'users', 'profile'];

export default ts.config(
  { ignores: ['dist', 'node_modules', 'eslint.config.js', 'vite.config.ts'] },
  ...ts.configs.strictTypeChecked,
  {
    languageOptions: { parserOptions: { projectService: true } },
    plugins: { 'react-hooks': hooks },
    rules: {
      ...hooks.configs.recommended.rules,
      '@typescript-eslint/no-confusing-void-expression': ['error', { ignoreArrowShorthand: true }],
      '@typescript-eslint/restrict-template-expressions': ['error', { allowNumber: true }],
      'max-lines': ['error', 250],
    },
  },
  // lib and components know no feature; a feature knows no other feature.
  {
    files: ['src/lib/**', 'src/components/**'],
    rules: { 'no-restricted-imports': ['error', { patterns: ['**/features/**', '**/app/**'] }] },
  },
  ...features.map((feature) => ({
    files: [`src/features/${feature}/**`],
    rules: {
      'no-restricted-imports': [
        'error',
        { patterns: [...features.filter((other) => other !== feature).map((other) => `**/${other}/**`), '**/app/**'] },
      ],
    },
  })),
);
