import eslint from '@eslint/js';
import angular from 'angular-eslint';
import { defineConfig, globalIgnores } from 'eslint/config';
import tseslint from 'typescript-eslint';

const TYPED = ['backend/**/*.ts', 'frontend/**/*.ts', 'e2e/**/*.ts', 'bench/**/*.ts'];
const TESTS = ['**/*.spec.ts', 'backend/test/**/*.ts', 'e2e/**/*.ts', '**/*.test.mjs'];

const environmentIsReadInOnePlace =
  'Only backend/src/config reads the environment; take a settings class instead.';

/** @type {import('eslint').Linter.RulesRecord} */
const TYPED_RULES = {
  '@typescript-eslint/no-explicit-any': 'error',
  '@typescript-eslint/no-floating-promises': 'error',
  '@typescript-eslint/consistent-type-imports': 'error',
  '@typescript-eslint/switch-exhaustiveness-check': [
    'error',
    { considerDefaultExhaustiveForUnions: true },
  ],
  // Numbers and booleans read well inside a sentence.
  '@typescript-eslint/restrict-template-expressions': [
    'error',
    { allowNumber: true, allowBoolean: true },
  ],
  // Nest modules and Angular components may be empty classes that only carry a decorator.
  '@typescript-eslint/no-extraneous-class': ['error', { allowWithDecorator: true }],
  '@typescript-eslint/no-confusing-void-expression': [
    'error',
    { ignoreArrowShorthand: true, ignoreVoidReturningFunctions: true },
  ],
  // Settings and DTOs are classes only to be injection tokens and schemas: their shape is what counts.
  '@typescript-eslint/no-unsafe-class-instance-assignment': 'off',
  // Spreading a string into its code points is how scripts without spaces are cut up.
  '@typescript-eslint/no-misused-spread': ['error', { allow: ['string'] }],
  '@typescript-eslint/no-unused-vars': ['error', { argsIgnorePattern: '^_' }],
};

/**
 * What a body or a mock holds is for the assertion to find out.
 * @type {import('eslint').Linter.RulesRecord}
 */
const UNTYPED_IN_TESTS = {
  '@typescript-eslint/no-unsafe-assignment': 'off',
  '@typescript-eslint/no-unsafe-member-access': 'off',
  '@typescript-eslint/no-unsafe-argument': 'off',
  '@typescript-eslint/no-unsafe-call': 'off',
  '@typescript-eslint/no-unsafe-return': 'off',
  '@typescript-eslint/unbound-method': 'off',
  '@typescript-eslint/no-non-null-assertion': 'off',
  // A describe block is one long function.
  'max-lines-per-function': 'off',
};

const NODE_GLOBALS = Object.fromEntries(
  'process console URL Buffer setTimeout clearTimeout setInterval clearInterval fetch AbortSignal AbortController Response TextDecoder TextEncoder performance'
    .split(' ')
    .map((name) => [name, 'readonly']),
);

export default defineConfig(
  globalIgnores([
    '**/dist/**',
    '**/node_modules/**',
    '**/.angular/**',
    '**/.nx/**',
    '**/.cache/**',
    '**/test-results/**',
    '**/playwright-report/**',
    '**/coverage/**',
    // Generated from backend/openapi.json.
    'frontend/src/app/api/schema.ts',
  ]),
  { linterOptions: { reportUnusedDisableDirectives: 'error' } },
  {
    files: ['**/*.{ts,mjs}'],
    extends: [eslint.configs.recommended],
    rules: {
      eqeqeq: 'error',
      'max-lines-per-function': ['error', { max: 40, skipBlankLines: true, skipComments: true }],
    },
  },
  {
    files: TYPED,
    extends: [tseslint.configs.strictTypeChecked, tseslint.configs.stylisticTypeChecked],
    languageOptions: {
      parserOptions: { projectService: true, tsconfigRootDir: import.meta.dirname },
    },
    rules: TYPED_RULES,
  },
  { files: ['**/*.mjs'], languageOptions: { globals: NODE_GLOBALS } },
  {
    files: ['backend/src/**/*.ts', 'frontend/src/**/*.ts'],
    rules: { 'no-console': 'error' },
  },
  {
    files: ['backend/**/*.ts'],
    ignores: ['backend/src/config/**', 'backend/src/main.ts', ...TESTS],
    rules: {
      'no-restricted-properties': [
        'error',
        { object: 'process', property: 'env', message: environmentIsReadInOnePlace },
      ],
      'no-restricted-imports': [
        'error',
        {
          paths: ['process', 'node:process'].map((name) => ({
            name,
            importNames: ['env'],
            message: environmentIsReadInOnePlace,
          })),
        },
      ],
    },
  },
  {
    files: ['frontend/**/*.ts'],
    extends: [angular.configs.tsRecommended],
    processor: angular.processInlineTemplates,
    rules: {
      '@angular-eslint/component-selector': [
        'error',
        { type: ['element', 'attribute'], prefix: 'mc', style: 'kebab-case' },
      ],
      '@angular-eslint/directive-selector': [
        'error',
        { type: 'attribute', prefix: 'mc', style: 'camelCase' },
      ],
    },
  },
  {
    files: ['frontend/**/*.html'],
    extends: [angular.configs.templateRecommended, angular.configs.templateAccessibility],
  },
  { files: TESTS, rules: { 'max-lines-per-function': 'off' } },
  { files: TESTS.filter((glob) => glob.endsWith('.ts')), rules: UNTYPED_IN_TESTS },
);
