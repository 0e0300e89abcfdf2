/** `sitrep export`: events out as CSV, GeoJSON or JSONL, page by page. */
import { stringify } from 'csv-stringify/sync';
import { UserError } from '../errors.ts';
import type { Resolution } from '../model/knowledge.ts';
import type { EventQuery, StoredEvent } from '../model/record.ts';
import { SHARED_VIEWER } from '../model/scope.ts';
import { type ConsoleIo, writeLine } from './console-io.ts';
import type { Core } from './core.ts';
import type { ExportFormat } from './export-formats.ts';
import { ACLED_COLUMNS, acledRow, featureOf } from './export-rows.ts';

export type ExportOptions = { format: ExportFormat; place?: string; actor?: string; since?: string; until?: string };

const PAGE = 500;

const found = <T extends { id: string; name: string }>(
  kind: 'place' | 'actor',
  name: string,
  seen: Resolution<T>,
): T => {
  if (seen.status === 'found') return seen.entry;
  const near = (seen.status === 'ambiguous' ? seen.candidates : seen.suggestions)
    .slice(0, 5)
    .map((entry) => entry.name);
  const hint = near.length === 0 ? '' : ` Did you mean ${near.join(', ')}?`;
  throw new UserError(`unknown-${kind}`, `No ${kind} is known as "${name}".${hint}`, { suggestions: near });
};

const queryOf = ({ knowledge }: Core, { place, actor, since, until }: ExportOptions): EventQuery => ({
  viewer: SHARED_VIEWER,
  order: 'article',
  ...(place === undefined ? {} : { places: [found('place', place, knowledge.findPlace(place)).id] }),
  ...(actor === undefined
    ? {}
    : { actors: knowledge.members(found('actor', actor, knowledge.findActor(actor)).id).map(({ id }) => id) }),
  ...(since === undefined ? {} : { since }),
  ...(until === undefined ? {} : { until }),
});

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
  const query = queryOf(core, options);
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
