/** Lays blocks of text out over messages so that each stays within every limit and nothing is lost. */
import { type Size, sizeOf } from './limits.ts';

/** A quote by its number in the answer, and the article it stands in. */
export type Citation = { number: number; article: string };

/** A line of a message that is not cut further. */
export type Block = {
  text: string;
  /** Whether it belongs to the bottom line on top of the message. */
  lead: boolean;
  /** What it cites; on every page that cites an article, the article is listed once. */
  cites: readonly Citation[];
  /** How many statements begin in it. */
  statements: number;
  /** Blocks with the same key are shown once a page. */
  key: string | null;
};

/** Blocks that should stand on one page where they fit on one. */
export type Unit = readonly Block[];

export type Page = {
  blocks: readonly Block[];
  /** Numbers of the quotes that are cited on the page, by article, in order of first citation. */
  cited: ReadonlyMap<string, readonly number[]>;
  statements: number;
};

type Filling = { blocks: Block[]; keys: Set<string>; cited: Map<string, Set<number>>; size: Size };

const empty = (): Filling => ({
  blocks: [],
  keys: new Set(),
  cited: new Map(),
  size: { characters: 0, bytes: 0 },
});

/** What stands around the numbers of a source line and between two of them. */
const AROUND_NUMBERS = 12;
const BETWEEN_NUMBERS = 4;

/** What the citations add to the source lines of a page, at most; numbers are ASCII, so characters are bytes. */
const sourcesAdded = (page: Filling, unit: Unit, sourceSizes: ReadonlyMap<string, Size>): Size => {
  const total = { characters: 0, bytes: 0 };
  const fresh = new Map<string, Set<number>>();
  for (const { cites } of unit) {
    for (const { article, number } of cites) {
      const base = sourceSizes.get(article);
      const known = page.cited.get(article);
      const now = fresh.get(article) ?? new Set<number>();
      if (base === undefined || known?.has(number) === true || now.has(number)) continue;
      if (known === undefined && now.size === 0) {
        total.characters += base.characters + AROUND_NUMBERS;
        total.bytes += base.bytes + AROUND_NUMBERS;
      }
      const digits = String(number).length + BETWEEN_NUMBERS;
      total.characters += digits;
      total.bytes += digits;
      fresh.set(article, now.add(number));
    }
  }
  return total;
};

const linesAdded = (unit: Unit): Size => {
  const total = { characters: 0, bytes: 0 };
  for (const { text } of unit) {
    const { characters, bytes } = sizeOf(text);
    total.characters += characters + 1;
    total.bytes += bytes + 1;
  }
  return total;
};

/** The blocks of a unit that the page does not show yet, each once. */
const unseen = (page: Filling, unit: Unit): Block[] => {
  const keys = new Set<string>();
  return unit.filter(({ key }) => {
    if (key === null) return true;
    if (page.keys.has(key) || keys.has(key)) return false;
    keys.add(key);
    return true;
  });
};

const put = (page: Filling, blocks: readonly Block[], size: Size): void => {
  page.blocks.push(...blocks);
  page.size = size;
  for (const { key, cites } of blocks) {
    if (key !== null) page.keys.add(key);
    for (const { article, number } of cites) {
      page.cited.set(article, (page.cited.get(article) ?? new Set()).add(number));
    }
  }
};

/**
 * Pages in order; at least one, which may be empty. A unit moves to the next page as a whole, unless it is longer than a page.
 * Every block must fit on an empty page together with the lines of its sources.
 */
export const paginate = (units: readonly Unit[], bounds: Size, sourceSizes: ReadonlyMap<string, Size>): Page[] => {
  const pages: Filling[] = [];
  let page = empty();
  pages.push(page);
  const place = (unit: Unit, whateverItTakes: boolean): boolean => {
    const blocks = unseen(page, unit);
    const lines = linesAdded(blocks);
    const sources = sourcesAdded(page, blocks, sourceSizes);
    const size = {
      characters: page.size.characters + lines.characters + sources.characters,
      bytes: page.size.bytes + lines.bytes + sources.bytes,
    };
    const fits = size.characters <= bounds.characters && size.bytes <= bounds.bytes;
    if (fits || whateverItTakes) put(page, blocks, size);
    return fits;
  };
  const turn = (): void => {
    if (page.blocks.length === 0) return;
    page = empty();
    pages.push(page);
  };
  for (const unit of units) {
    if (place(unit, false)) continue;
    turn();
    if (place(unit, false)) continue;
    for (const block of unit) {
      if (place([block], false)) continue;
      turn();
      place([block], true);
    }
  }
  return pages.map(({ blocks, cited }) => ({
    blocks,
    cited: new Map([...cited].map(([article, numbers]) => [article, [...numbers].sort((a, b) => a - b)])),
    statements: blocks.reduce((sum, block) => sum + block.statements, 0),
  }));
};
