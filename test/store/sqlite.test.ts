/** The embedded engine against what every engine must do. */
import { storeCompliance } from './compliance.ts';
import { faultBehaviour } from './faults.ts';
import { killBehaviour } from './kill.ts';
import { sqliteHarness } from './places.ts';

storeCompliance(sqliteHarness);
faultBehaviour(sqliteHarness);
killBehaviour(sqliteHarness);
