import { ROOT } from '../setup/workspace.mjs';
import { checkApiTypes, writeApiTypes } from './api-types.mjs';
import {
  build,
  checkDependencyRules,
  checkFormat,
  checkLint,
  checkTypes,
  fixFormat,
  fixLint,
} from './commands.mjs';
import { checkCompose } from './compose.mjs';
import { checkEnvExample, writeEnvExample } from './env-example.mjs';
import { checkFileSizes } from './file-size.mjs';
import { checkLicences } from './licences.mjs';
import { checkLimits } from './limits.mjs';
import { checkLinks } from './links.mjs';
import { checkOpenApi, writeOpenApi } from './openapi.mjs';

/** @typedef {import('./run-checks.mjs').Check} Check */

/** Every check, the long ones first, so that the short ones fill the gaps. @type {Check[]} */
export const CHECKS = [
  { name: 'build', what: 'server and page build', run: build },
  { name: 'lint', what: 'typed ESLint', run: checkLint },
  { name: 'types', what: 'all workspaces compile', run: checkTypes },
  { name: 'format', what: 'Prettier', run: checkFormat },
  { name: 'deps', what: 'dependency rules', run: () => checkDependencyRules(ROOT) },
  {
    name: 'size',
    what: 'no file over 300 lines, median at most 60',
    run: () => checkFileSizes(ROOT),
  },
  { name: 'links', what: 'links and anchors in the docs', run: () => checkLinks(ROOT) },
  { name: 'licences', what: 'licences of all dependencies', run: () => checkLicences(ROOT) },
  { name: 'compose', what: 'docker-compose.yml', run: () => checkCompose(ROOT) },
  { name: 'api-types', what: "the page's API types against openapi.json", run: checkApiTypes },
  {
    name: 'env',
    what: '.env.example against the configuration',
    run: checkEnvExample,
    after: 'build',
  },
  {
    name: 'limits',
    what: 'docs/limits.md against the configuration',
    run: checkLimits,
    after: 'build',
  },
  { name: 'openapi', what: 'openapi.json against the server', run: checkOpenApi, after: 'build' },
];

/** What a program can put right, in the order in which one builds on the other. @type {Check[]} */
export const FIXES = [
  { name: 'build', what: 'server and page build', run: build },
  { name: 'env', what: '.env.example written', run: writeEnvExample, after: 'build' },
  { name: 'openapi', what: 'openapi.json written', run: writeOpenApi, after: 'build' },
  { name: 'api-types', what: "the page's API types written", run: writeApiTypes },
  { name: 'lint', what: 'ESLint --fix', run: fixLint },
  { name: 'format', what: 'Prettier --write', run: fixFormat },
];
