/** The knowledge base that ships, loaded once per test file. */
import { fileURLToPath } from 'node:url';
import { loadKnowledge } from '../../src/knowledge/load-knowledge.ts';

export const SEEDS_FOLDER = fileURLToPath(new URL('../../seeds/knowledge', import.meta.url));

export const loadSeeds = () => loadKnowledge({ folder: SEEDS_FOLDER });
