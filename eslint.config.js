import tseslint from 'typescript-eslint';

/** Who may import whom: down only (ARCHITECTURE.md). Each layer names what it may not reach. */
const up = (...names) => names.map((name) => `**/${name}/**`);
const layers = {
  'utils/text/**': up('entrypoints', 'components', 'platforms', 'signals', 'scoring', 'store', 'reports', 'scripts'),
  'utils/platforms/**': up('entrypoints', 'components', 'signals', 'scoring', 'store', 'reports', 'models', 'scripts'),
  'utils/signals/**': up('entrypoints', 'components', 'platforms', 'scoring', 'store', 'reports', 'scripts'),
  'utils/scoring/**': up('entrypoints', 'components', 'platforms', 'store', 'reports', 'scripts'),
  'utils/store/**': up('entrypoints', 'components', 'platforms', 'signals', 'scoring', 'reports', 'scripts'),
  'utils/reports/**': up('entrypoints', 'components', 'platforms', 'signals', 'scoring', 'store', 'scripts'),
  'utils/*.ts': up('entrypoints', 'components', 'scripts', 'tests'),
  'components/**': [...up('entrypoints', 'store', 'scoring', 'platforms', 'scripts'), 'wxt/**'],
  'entrypoints/**': up('scripts', 'tests', 'training'),
};

/** Each library has one home; elsewhere only its types may be named. */
const homes = {
  valibot: ['utils/*.ts'],
  dexie: ['utils/store/**'],
  'onnxruntime-web/wasm': ['utils/scoring/classifier.ts'],
  preact: ['components/**', 'entrypoints/**'],
  jsdom: ['scripts/**', 'tests/**'],
  'puppeteer-core': ['scripts/**', 'tests/**'],
};

const restricted = (files, group, here = files) => ({
  files: [here],
  rules: {
    '@typescript-eslint/no-restricted-imports': [
      'error',
      {
        paths: Object.keys(homes)
          .filter((name) => !homes[name].includes(files) && !homes[name].includes(here))
          .map((name) => ({ name, allowTypeImports: true, message: 'This library has one home: see eslint.config.js.' })),
        patterns: [{ group, message: 'Imports point down: see ARCHITECTURE.md.' }],
      },
    ],
  },
});

const layerRules = [
  ...Object.entries(layers).map(([files, group]) => restricted(files, group)),
  restricted('utils/scoring/**', layers['utils/scoring/**'], 'utils/scoring/classifier.ts'),
];

export default tseslint.config(
  { ignores: ['.output/**', '.wxt/**', 'out/**', 'node_modules/**', 'models/training/**', '.venv/**'] },
  ...tseslint.configs.recommended,
  {
    files: ['**/*.{ts,tsx}'],
    languageOptions: { parserOptions: { projectService: true } },
    rules: {
      '@typescript-eslint/no-explicit-any': 'error',
      '@typescript-eslint/no-floating-promises': 'error',
      '@typescript-eslint/switch-exhaustiveness-check': 'error',
      '@typescript-eslint/consistent-type-imports': 'error',
      '@typescript-eslint/no-unused-vars': ['error', { argsIgnorePattern: '^_', varsIgnorePattern: '^_' }],
      'max-lines': ['error', { max: 250, skipBlankLines: true, skipComments: true }],
      complexity: ['error', 15],
      eqeqeq: ['error', 'always', { null: 'ignore' }],
    },
  },
  {
    files: ['utils/**/*.ts', 'components/**/*.{ts,tsx}'],
    rules: {
      'no-restricted-globals': [
        'error',
        ...['fetch', 'XMLHttpRequest', 'WebSocket', 'EventSource', 'browser', 'chrome', 'localStorage', 'sessionStorage'].map(
          (name) => ({
            name,
            message: 'Nothing leaves the machine, and the core knows no browser: pass it in from entrypoints/.',
          }),
        ),
      ],
      'no-restricted-properties': [
        'error',
        { property: 'innerHTML', message: 'Text nodes only.' },
        { property: 'outerHTML', message: 'Text nodes only.' },
        { property: 'innerText', message: 'Use utils/platforms/text-of.ts: it behaves alike in tests and browsers.' },
        { property: 'sendBeacon', message: 'Nothing leaves the machine.' },
      ],
    },
  },
  {
    files: ['**/*.tsx'],
    rules: {
      'no-restricted-syntax': [
        'error',
        { selector: "JSXAttribute[name.name='dangerouslySetInnerHTML']", message: 'Text nodes only.' },
      ],
    },
  },
  ...layerRules,
);
