/** Who reports: which reports are independent of each other, and their Admiralty grades. */
import type { StoredEvent } from '../model/record.ts';

type Reported = Pick<StoredEvent, 'source' | 'url'>;

/**
 * What makes two reports one voice: the same source, else the same site. Articles that name neither count as one
 * voice together, since nobody can tell that they are independent.
 */
export function sourceKey(report: Reported): string {
  const named = report.source?.trim().toLowerCase();
  if (named) return named;
  if (report.url !== null && URL.canParse(report.url)) return new URL(report.url).hostname.replace(/^www\./, '');
  return '';
}

/** The source as a reader should see it, or null where the article names none. */
export const sourceName = (report: Reported): string | null => report.source?.trim() || sourceKey(report) || null;

/** Words that a quote consists of, for recognising the same sentence in another article. */
export const quoteKey = (quote: string): string =>
  quote
    .toLowerCase()
    .replace(/[^\p{L}\p{N}]+/gu, ' ')
    .trim();

/** How a report stands among the others: confirmed by how many other voices, contradicted by how many. */
type Company = { confirmedBy: number; contradictedBy: number; ownWord: boolean };

/**
 * Admiralty grade (NATO AJP-2.1): reliability of the source, here always F ("cannot be judged") because no source has a
 * record yet, and credibility of what it says, 1 to 6.
 */
export function admiraltyGrade({ confirmedBy, contradictedBy, ownWord }: Company): { grade: string; words: string } {
  const credibility =
    contradictedBy > confirmedBy
      ? CREDIBILITY[contradictedBy > confirmedBy + 1 ? 5 : 4]
      : confirmedBy >= 2
        ? CREDIBILITY[1]
        : confirmedBy === 1
          ? CREDIBILITY[2]
          : CREDIBILITY[ownWord ? 6 : 3];
  return { grade: `F${credibility.digit}`, words: `reliability of the source cannot be judged, ${credibility.words}` };
}

const CREDIBILITY = {
  1: { digit: 1, words: 'confirmed by other sources' },
  2: { digit: 2, words: 'probably true' },
  3: { digit: 3, words: 'possibly true' },
  4: { digit: 4, words: 'doubtful' },
  5: { digit: 5, words: 'improbable' },
  6: { digit: 6, words: 'truth cannot be judged' },
} as const;
