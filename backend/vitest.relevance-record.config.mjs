import { mergeConfig } from 'vitest/config';
import base from './vitest.config.mjs';

/** `npm run relevance:record`: what the labelled conversations are measured with, written down. */
export default mergeConfig(base, { test: { include: ['test/relevance/record.ts'] } });
