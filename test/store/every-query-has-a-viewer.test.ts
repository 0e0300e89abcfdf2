/** Whoever adds a way to read from the store must say whose eyes it reads with, and test it. */
import { readFile } from 'node:fs/promises';
import { expect, it } from 'vitest';
import { SqlStore } from '../../src/store/sql-store.ts';

/** Read by a viewer; each is asked in test/store/compliance/scope.ts what it shows to whom. */
const SCOPED = [
  'events',
  'countEvents',
  'incidents',
  'countIncidents',
  'incidentOf',
  'search',
  'event',
  'seenEvents',
  'document',
  'documents',
  'counts',
  'mentioned',
];
/** For the machinery and the operator: they write, take the scope itself, or give everything out with its scope. */
const UNSCOPED = [
  'commit',
  'known',
  'replaceExtraction',
  'archive',
  'restore',
  'claimOutbox',
  'releaseOutbox',
  'waitingAmong',
  'doneOutbox',
  'close',
];

it('every method of the store is known to read for a viewer or not to read for anybody', () => {
  const methods = Object.getOwnPropertyNames(SqlStore.prototype).filter((name) => name !== 'constructor');
  expect(methods.toSorted()).toEqual([...SCOPED, ...UNSCOPED].toSorted());
});

it('every method that reads for a viewer is asked about scopes', async () => {
  const suite = await readFile(new URL('./compliance/scope.ts', import.meta.url), 'utf8');
  for (const method of SCOPED) expect(suite, method).toContain(`store.${method}(`);
});
