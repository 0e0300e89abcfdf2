/** `sitrep export`: events out as CSV, GeoJSON or JSONL, page by page. */
import { stringify } from 'csv-stringify/sync';
import { filterOf } from '../answer/filter.ts';
import { UserError } from '../errors.ts';
import type { EventQuery, StoredEvent } from '../model/record.ts';
import { type ConsoleIo, writeLine } from './console-io.ts';
import type { Core } from './core.ts';
import type { ExportFormat } from './export-formats.ts';
import { ACLED_COLUMNS, acledRow, featureOf } from './export-rows.ts';

export type ExportOptions = { format: ExportFormat; place?: string; actor?: string; since?: string; until?: string };

const PAGE = 500;

/** What is to be exported; how a name was read where that is not plain is said on standard error. */
const queryOf = async (
  core: Core,
  io: ConsoleIo,
  { format: _format, ...question }: ExportOptions,
): Promise<EventQuery> => {
  const filter = await filterOf(core.contextFor('shared'), question);
  if ('error' in filter) {
    const { code, message, suggestions } = filter.error;
    const hint = suggestions.length === 0 ? '' : ` Did you mean ${suggestions.join(', ')}?`;
    throw new UserError(code, `${message}${hint}`, { suggestions });
  }
  for (const { statements } of filter.readAs)
    for (const { text } of statements) await writeLine(io.stderr, `sitrep: ${text}`);
  return { ...filter.query, order: 'article' };
};

async function* pages(core: Core, query: EventQuery): AsyncGenerator<StoredEvent[]> {
  for (let offset = 0; ; offset += PAGE) {
    const page = await core.store.events({ ...query, limit: PAGE, offset });
    if (page.length > 0) yield page;
    if (page.length < PAGE) return;
  }
}

/** A spreadsheet runs a cell that begins like a formula; an apostrophe in front makes it text. */
const noFormula = (value: string): string => (/^[=+\-@\t\r]/.test(value) ? `'${value}` : value);

const csvOf = (rows: readonly object[], header: boolean): string =>
  stringify([...rows], { header, columns: [...ACLED_COLUMNS], cast: { string: noFormula } }).trimEnd();

/** Writes every event that fits. Throws `UserError` for a place or actor that nobody knows. */
export const exportEvents = async (core: Core, io: ConsoleIo, options: ExportOptions): Promise<void> => {
  const query = await queryOf(core, io, options);
  const { format } = options;
  if (format === 'csv') await writeLine(io.stdout, csvOf([], true));
  if (format === 'geojson') await writeLine(io.stdout, '{"type":"FeatureCollection","features":[');
  let first = true;
  for await (const page of pages(core, query)) {
    if (format === 'csv') {
      await writeLine(
        io.stdout,
        csvOf(
          page.map((event) => acledRow(event, core.knowledge)),
          false,
        ),
      );
    } else if (format === 'jsonl') {
      await writeLine(io.stdout, page.map((event) => JSON.stringify(event)).join('\n'));
    } else {
      const features = page.map((event) => JSON.stringify(featureOf(event, core.knowledge)));
      await writeLine(io.stdout, `${first ? '' : ','}${features.join(',\n')}`);
    }
    first = false;
  }
  if (format === 'geojson') await writeLine(io.stdout, ']}');
};
