const SPECS = '\\.spec\\.ts$';
// shared/http holds what only controllers need, apart from what plain code needs.
const INDEX = '^backend/src/([^/]+|shared/http)/index\\.ts$';
const BACKEND_ENTRIES = '^backend/src/(main|openapi)\\.ts$|\\.worker\\.ts$';

// vitest.config.mjs names it as a string.
const NAMED_BY_VITEST = '^backend/test/support/global-setup\\.ts$';

/** @type {import('dependency-cruiser').IConfiguration} */
export default {
  forbidden: [
    {
      name: 'room-through-its-index',
      comment: "A room's index.ts is all that others may import.",
      severity: 'error',
      from: { path: '^backend/src/([^/]+)/', pathNot: SPECS },
      to: { path: '^backend/src/[^/]+/', pathNot: `^backend/src/$1/|${INDEX}` },
    },
    {
      name: 'root-uses-rooms-through-their-index',
      comment: 'The files that put the rooms together import them through index.ts, too.',
      severity: 'error',
      from: { path: '^backend/src/[^/]+\\.ts$', pathNot: SPECS },
      to: { path: '^backend/src/[^/]+/', pathNot: INDEX },
    },
    {
      name: 'memory-not-to-chat',
      comment: 'Memory is usable without chat: the arrow points the other way.',
      severity: 'error',
      from: { path: '^backend/src/memory/' },
      to: { path: '^backend/src/chat/' },
    },
    {
      name: 'foundations-import-no-room',
      comment: 'resilience and shared lie below all rooms.',
      severity: 'error',
      from: { path: '^backend/src/(resilience|shared)/', pathNot: '\\.spec\\.ts$' },
      to: { path: '^backend/src/', pathNot: '^backend/src/($1|shared|resilience)/' },
    },
    {
      name: 'resilience-is-plain-typescript',
      comment: 'resilience knows no framework.',
      severity: 'error',
      from: { path: '^backend/src/resilience/' },
      to: { path: 'node_modules/@nestjs/' },
    },
    {
      name: 'product-not-to-tests',
      comment: 'What ships imports no spec and no test support.',
      severity: 'error',
      from: { path: '^(backend|frontend)/src/', pathNot: `${SPECS}|/testing/` },
      to: { path: `${SPECS}|^backend/test/|^e2e/` },
    },
    {
      name: 'frontend-not-to-backend',
      comment: 'The page knows the server only by openapi.json.',
      severity: 'error',
      from: { path: '^frontend/' },
      to: { path: '^backend/' },
    },
    {
      name: 'backend-not-to-frontend',
      severity: 'error',
      from: { path: '^backend/' },
      to: { path: '^frontend/' },
    },
    {
      name: 'ui-is-presentational',
      comment: 'ui/ holds parts that take inputs and emit outputs: no feature, no API, no HTTP.',
      severity: 'error',
      from: { path: '^frontend/src/app/ui/' },
      to: {
        path: '^frontend/src/app/(?!ui/)|@angular/common/(types|fesm2022)/http|^@angular/common/http',
      },
    },
    {
      name: 'api-not-to-features',
      severity: 'error',
      from: { path: '^frontend/src/app/api/' },
      to: { path: '^frontend/src/app/(?!api/)' },
    },
    {
      name: 'no-cycles',
      severity: 'error',
      from: {},
      to: { circular: true },
    },
    {
      name: 'no-orphans',
      comment: 'A file that nothing imports and that imports nothing is dead.',
      severity: 'error',
      from: {
        orphan: true,
        pathNot: `\\.d\\.ts$|\\.config\\.(m?js|ts)$|${BACKEND_ENTRIES}|${SPECS}|^frontend/proxy\\.conf|^tools/|${NAMED_BY_VITEST}`,
      },
      to: {},
    },
    {
      name: 'no-dead-rooms',
      comment: 'Every file of the server is reached from one of its entry points.',
      severity: 'error',
      from: { path: BACKEND_ENTRIES },
      to: {
        path: '^backend/src/',
        pathNot: `${SPECS}|${BACKEND_ENTRIES}|\\.d\\.ts$`,
        reachable: false,
      },
    },
    {
      name: 'no-unresolvable',
      severity: 'error',
      from: {},
      to: { couldNotResolve: true },
    },
    {
      name: 'no-undeclared-packages',
      comment:
        'A package is used only where a package.json declares it; bench measures those of the server.',
      severity: 'error',
      from: { pathNot: '^bench/' },
      to: { dependencyTypes: ['npm-no-pkg', 'npm-unknown'] },
    },
    {
      name: 'product-not-to-dev-packages',
      severity: 'error',
      from: { path: '^(backend|frontend)/src/', pathNot: `${SPECS}|/testing/` },
      to: { dependencyTypes: ['npm-dev'], dependencyTypesNot: ['type-only'] },
    },
  ],
  options: {
    doNotFollow: { path: 'node_modules' },
    exclude: { path: '(^|/)(dist|node_modules/\\.cache|\\.angular|test-results)/' },
    tsPreCompilationDeps: true,
    combinedDependencies: true,
    enhancedResolveOptions: {
      exportsFields: ['exports'],
      conditionNames: ['import', 'node', 'default', 'types'],
    },
  },
};
