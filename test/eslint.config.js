import { dirname } from 'node:path'
import reactHooks from 'eslint-plugin-react-hooks'
import tseslint from 'typescript-eslint'

const root = dirname(import.meta.dirname)
const at = (...files) => files.map((file) => `${file}/**/*.ts`)
const engineDependent = 'its last bits differ between JavaScript engines: use core/stats/math.ts'
const impure = 'core and kernels are pure: hand the value in as a parameter'

export default tseslint.config(
  { basePath: root, ignores: ['out/**', 'node_modules/**', 'src/main/kernels/assembly/**'] },
  {
    basePath: root,
    files: ['src/**/*.{ts,tsx}', 'test/**/*.ts', 'electron.vite.config.ts'],
    extends: [tseslint.configs.recommendedTypeChecked],
    languageOptions: { parserOptions: { project: ['src/tsconfig.lint.json'], tsconfigRootDir: root } },
    rules: {
      '@typescript-eslint/no-explicit-any': 'error',
      '@typescript-eslint/explicit-function-return-type': ['error', { allowExpressions: true, allowTypedFunctionExpressions: true }],
      '@typescript-eslint/consistent-type-imports': 'error',
      '@typescript-eslint/switch-exhaustiveness-check': ['error', { considerDefaultExhaustiveForUnions: true }],
      'max-lines': ['error', { max: 500, skipBlankLines: true, skipComments: true }],
      complexity: ['error', 16]
    }
  },
  {
    // What a procedure gives is said by the contract.
    basePath: root,
    files: at('src/main/rpc'),
    rules: { '@typescript-eslint/explicit-function-return-type': 'off', '@typescript-eslint/explicit-module-boundary-types': 'off' }
  },
  {
    basePath: root,
    files: ['src/renderer/**/*.ts', 'src/renderer/**/*.tsx'],
    plugins: { 'react-hooks': reactHooks },
    rules: {
      'react-hooks/rules-of-hooks': 'error',
      'react-hooks/exhaustive-deps': 'error',
      // Dangerous ways to put text on a page: React escapes everything else.
      'no-restricted-syntax': [
        'error',
        { selector: "JSXAttribute[name.name='dangerouslySetInnerHTML']", message: 'text is text: let React escape it' },
        { selector: "AssignmentExpression[left.property.name='innerHTML']", message: 'text is text: let React escape it' }
      ]
    }
  },
  {
    // A component's return type is always an element: React's own convention leaves it out.
    basePath: root,
    files: ['src/renderer/**/*.tsx'],
    rules: { '@typescript-eslint/explicit-function-return-type': 'off' }
  },
  {
    basePath: root,
    files: ['test/**/*.ts'],
    languageOptions: { parserOptions: { project: ['test/tsconfig.json'] } },
    rules: {
      '@typescript-eslint/explicit-function-return-type': 'off',
      '@typescript-eslint/no-unsafe-assignment': 'off',
      '@typescript-eslint/no-unsafe-member-access': 'off',
      '@typescript-eslint/no-unsafe-argument': 'off'
    }
  },
  {
    basePath: root,
    files: ['test/**/*.ts'],
    ignores: ['test/support/fast-check.ts'],
    rules: {
      'no-restricted-imports': ['error', { name: 'fast-check', message: 'test/support/fast-check.ts draws the same cases in every run' }]
    }
  },
  {
    basePath: root,
    files: at('src/main/core', 'src/main/kernels', 'src/shared/words', 'src/shared/reading'),
    ignores: ['src/main/core/stats/math.ts'],
    rules: {
      'no-restricted-properties': [
        'error',
        ...['pow', 'sin', 'cos', 'tan', 'sinh', 'cosh', 'tanh', 'cbrt', 'hypot'].map((property) => ({
          object: 'Math',
          property,
          message: engineDependent
        })),
        { object: 'Math', property: 'random', message: impure }
      ],
      'no-restricted-globals': [
        'error',
        ...['Date', 'Intl', 'process', 'performance', 'setTimeout', 'crypto', 'fetch'].map((name) => ({ name, message: impure }))
      ],
      'no-restricted-syntax': [
        'error',
        { selector: "BinaryExpression[operator='**']", message: `** : ${engineDependent}` },
        { selector: "AssignmentExpression[operator='**=']", message: `**= : ${engineDependent}` },
        {
          selector: 'CallExpression[callee.property.name=/^(localeCompare|toLocaleString|toLocaleUpperCase|toLocaleLowerCase)$/]',
          message: 'locales differ between machines: compare by UTF-8 bytes'
        }
      ]
    }
  }
)
