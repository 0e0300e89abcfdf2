/** PostgreSQL against what every engine must do, where there is one to test with. */
import { describe } from 'vitest';
import { storeCompliance } from './compliance.ts';
import { faultBehaviour } from './faults.ts';
import { killBehaviour } from './kill.ts';
import { postgresHarness, testDatabaseUrl } from './places.ts';

if (testDatabaseUrl === undefined) {
  describe.skip('a store on PostgreSQL (skipped: SITREP_TEST_DATABASE_URL names no database)', () => {});
} else {
  const harness = postgresHarness(testDatabaseUrl, 'suite');
  storeCompliance(harness);
  faultBehaviour(harness);
  killBehaviour(harness);
}
