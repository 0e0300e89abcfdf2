/** What can be wrong with a store, each as one line that says how to mend it. */
import { UserError } from '../errors.ts';

export type StoreFault =
  | 'store-locked'
  | 'store-read-only'
  | 'store-corrupt'
  | 'store-document'
  | 'store-foreign'
  | 'store-newer'
  | 'store-full'
  | 'store-folder'
  | 'store-unreachable'
  | 'store-refused';

const MENDING: Readonly<Record<StoreFault, (where: string, detail: string) => string>> = {
  'store-locked': (where) =>
    `The store ${where} is locked by another program. Close whatever has it open for long, then try again.`,
  'store-read-only': (where, detail) =>
    `The store ${where} cannot be written (${detail}). Give its user the right to write there, or point SITREP_DATA_DIR or DATABASE_URL elsewhere.`,
  'store-corrupt': (where, detail) =>
    `The store ${where} is damaged (${detail}). Restore it from a backup, or move it away to start with an empty store.`,
  'store-document': (where, detail) =>
    `The store ${where} holds a damaged document (${detail}). Ingest that article again, or take it from a backup with ingest --documents; all others are well.`,
  'store-foreign': (where) =>
    `The database ${where} holds tables of another program. Give Sitrep a database or folder of its own.`,
  'store-newer': (where, detail) =>
    `The store ${where} was written by a newer version of Sitrep (${detail}). Update Sitrep, or point it at another store.`,
  'store-full': (where) =>
    `No space is left for the store ${where}; nothing of the last article was kept. Free some space, then try again.`,
  'store-folder': (where, detail) =>
    `The store ${where} cannot be used (${detail}). Set SITREP_DATA_DIR to a folder that can be made or written.`,
  'store-unreachable': (where, detail) =>
    `The database ${where} does not answer (${detail}). Check that it runs and that DATABASE_URL names its host and port.`,
  'store-refused': (where, detail) =>
    `The database ${where} refused the connection (${detail}). Check user, password and database name in DATABASE_URL.`,
};

/** The fault as an error that is shown as it is; `detail` goes on the same line and must hold no secret. */
export const storeError = (fault: StoreFault, where: string, detail = '', cause?: unknown): UserError =>
  new UserError(fault, MENDING[fault](where, oneLine(detail)), {
    context: { where },
    ...(cause === undefined ? {} : { cause }),
  });

const oneLine = (text: string): string => text.replace(/\s+/g, ' ').trim().slice(0, 200);

/** Whether it says that one document is damaged. */
export const isDamaged = (error: unknown): error is UserError =>
  error instanceof UserError && error.code === ('store-document' satisfies StoreFault);

/** For where a damaged document is as good as none; throws everything else on. */
export function damagedIsNone(error: unknown): undefined {
  if (!isDamaged(error)) throw error;
}
