/** How much of a place a quote speaks of: "most of Aleppo", "parts of the town" are not the whole. */
import type { Event } from '../model/event.ts';
import type { PlaceRef } from '../model/ref.ts';

/** `words` stand before the place: "most of", "most of northern"; `most` where it is nearly all of the place itself. */
export type Extent = { words: string; most: boolean };

const SIDES = '(?:(?:north|south)(?:-?(?:east|west))?|east|west)(?:ern)?|central|rural|upper|lower|old';
const QUANTITY = [
  'almost all',
  'nearly all',
  'most',
  'much',
  'some',
  '(?:about |roughly |nearly |almost |more than |over )?half',
  `(?:(?:large|big|small|some|several|many|more|other|key|wide|vast|two|three|four|five|${SIDES}) )*(?:parts?|portions?|sections?|swathes?|chunks?|areas|neighbou?rhoods|districts)`,
  '(?:a|one|two|three)[ -](?:thirds?|quarters?)',
  '(?:about |more than |over |some )?\\d+(?:\\.\\d+)? ?(?:%|per ?cent)',
  'the (?:bulk|majority)',
].join('|');
const KINDS = 'town|city|village|province|region|governorate|district|country|area|territory|island|camp|capital|base';

/** What every quote about a part has; most have not, and need no expressions of their own. */
const OF_A_PART = new RegExp(`(?:${QUANTITY})(?: of\\b|(?<=half))`, 'iu');

const escaped = (text: string): string => text.replace(/[.*+?^${}()|[\]\\]/g, '\\$&');

/** What part of `place` the quote of an event is about; null where it does not say that it is a part only. */
export function extentOf({ evidence }: Pick<Event, 'evidence'>, place: PlaceRef): Extent | null {
  const quote = evidence.text.replace(/\s+/g, ' ');
  if (!OF_A_PART.test(quote)) return null;
  const names = [place.text, place.name].map((name) => escaped(name.trim().replace(/^the /i, ''))).filter(Boolean);
  // "the town" alone is the place only where the clause names it by no other word.
  const called = [...names, ...(place.basis === 'direct' ? [] : [KINDS])].join('|');
  const named = `(?:(?:${KINDS}) of )?(?:${called})(?![\\p{L}\\p{N}]|['’]s?\\b)`;
  const before = new RegExp(
    `(?<![\\p{L}\\p{N}-]|\\bas )(${QUANTITY})(?: of|(?<=half))(?: the)?((?: (?:${SIDES}))?) ${named}`,
    'iu',
  );
  const after = new RegExp(`\\b(?:${called})(?: city| town| province)?,? (${QUANTITY}) of (?:which|it)\\b`, 'iu');
  const [, quantity, side = ''] = before.exec(quote) ?? after.exec(quote) ?? [];
  if (quantity === undefined) return null;
  const most = side === '' && /^(?:almost all|nearly all|most|the bulk|the majority)$/i.test(quantity);
  return { words: `${quantity.toLowerCase()} of${side}`, most };
}
