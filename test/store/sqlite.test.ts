/** The embedded engine against the compliance suite. */
import { storeCompliance } from './compliance.ts';
import { sqliteHarness } from './places.ts';

storeCompliance(sqliteHarness);
