/** Lays blocks of text out over messages so that each stays within every limit and nothing is lost. */
import { BYTES_PER_DISPLAY, type Size, sizeOf } from './limits.ts';

/** A line of a message that is not cut further. `group` changes where a new section begins. */
export type Block = {
  text: string;
  group: number;
  /** Keys of the sources it cites; each is listed once on every page that cites it. */
  sources: readonly string[];
  /** How many statements begin in it. */
  statements: number;
};

/** Blocks that should stand on one page where they fit on one. */
export type Unit = readonly Block[];

export type Page = { blocks: readonly Block[]; sources: readonly string[]; statements: number };

/** What a page may take beside its head, foot and buttons. */
export type PageBounds = Size & { groups: number };

type Filling = { blocks: Block[]; sources: Set<string>; size: Size; groups: number };

const empty = (): Filling => ({ blocks: [], sources: new Set(), size: { characters: 0, bytes: 0 }, groups: 0 });

/** What `unit` adds to a page: its lines, a display for each new section, a line for each new source. */
const added = (page: Filling, unit: Unit, sourceLines: ReadonlyMap<string, Size>): Size & { groups: number } => {
  const total = { characters: 0, bytes: 0, groups: 0 };
  const seen = new Set(page.sources);
  let group = page.blocks.at(-1)?.group;
  for (const block of unit) {
    const { characters, bytes } = sizeOf(block.text);
    total.characters += characters + 1;
    total.bytes += bytes + 1;
    if (block.group !== group) {
      total.groups += 1;
      total.bytes += BYTES_PER_DISPLAY;
      group = block.group;
    }
    for (const source of block.sources) {
      const line = sourceLines.get(source);
      if (seen.has(source) || line === undefined) continue;
      seen.add(source);
      total.characters += line.characters + 1;
      total.bytes += line.bytes + 1;
    }
  }
  return total;
};

/**
 * Pages in order; at least one, which may be empty. A unit moves to the next page as a whole, unless it is longer than a page.
 * Every block must fit on an empty page together with the lines of its sources.
 */
export const paginate = (
  units: readonly Unit[],
  bounds: PageBounds,
  sourceLines: ReadonlyMap<string, Size>,
): Page[] => {
  const pages: Filling[] = [empty()];
  const last = (): Filling => pages[pages.length - 1] ?? empty();
  const place = (unit: Unit): boolean => {
    const page = last();
    const more = added(page, unit, sourceLines);
    const size = {
      characters: page.size.characters + more.characters,
      bytes: page.size.bytes + more.bytes,
    };
    const groups = page.groups + more.groups;
    if (size.characters > bounds.characters || size.bytes > bounds.bytes || groups > bounds.groups) return false;
    page.blocks.push(...unit);
    for (const block of unit) for (const source of block.sources) page.sources.add(source);
    page.size = size;
    page.groups = groups;
    return true;
  };
  for (const unit of units) {
    if (place(unit)) continue;
    pages.push(empty());
    if (place(unit)) continue;
    for (const block of unit) {
      if (place([block])) continue;
      pages.push(empty());
      if (!place([block])) last().blocks.push(block);
    }
  }
  return pages.map(({ blocks, sources }) => ({
    blocks,
    sources: [...sources],
    statements: blocks.reduce((sum, block) => sum + block.statements, 0),
  }));
};
