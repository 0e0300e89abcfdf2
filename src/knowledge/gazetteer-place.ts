/** A place as a gazetteer file gives it, and the error for a row that is wrong. */
import { UserError } from '../errors.ts';
import type { PlaceEntry } from '../model/knowledge.ts';

/** `admin1` is a GeoNames code ("SY.05") or the name of the place's division, or ''. */
export type GazetteerPlace = {
  place: PlaceEntry;
  admin1: string;
  /** GeoNames' number, null in a CSV file. */
  geonames: number | null;
  file: string;
  line: number;
};

/** The error for a wrong row: one line that names file, line and column and says how to mend it. */
export const gazetteerError = (file: string, line: number, column: string, problem: string): UserError =>
  new UserError('bad-gazetteer', `${file}, line ${line}, column "${column}": ${problem}`, {
    context: { file, line, column },
  });
