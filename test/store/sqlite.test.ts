/** The embedded engine against what every engine must do. */
import { storeCompliance } from './compliance.ts';
import { killBehaviour } from './kill.ts';
import { sqliteHarness } from './places.ts';

storeCompliance(sqliteHarness);
killBehaviour(sqliteHarness);
