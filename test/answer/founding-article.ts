/** The founding article with its hand-labelled events, as a document for the store. */
import { readFileSync } from 'node:fs';
import { z } from 'zod';
import { clean } from '../../src/extract/clean.ts';
import { splitSentences } from '../../src/extract/sentences.ts';
import type { Knowledge } from '../../src/knowledge/knowledge.ts';
import type { Control, Event } from '../../src/model/event.ts';
import { ControlChange, Factuality } from '../../src/model/event.ts';
import type { ArticleDocument } from '../../src/model/record.ts';
import type { PlaceRef, Ref } from '../../src/model/ref.ts';
import { Basis } from '../../src/model/ref.ts';
import { Span } from '../../src/model/span.ts';
import { madeArticle, madeDocument } from '../model/made.ts';
import { actorRef, madeEvent, placeRef } from './made-events.ts';

const SlotText = z.object({ text: z.string(), basis: Basis });
const GoldEvent = z.object({
  id: z.string(),
  action: z.string(),
  actor: z.string().optional(),
  recipient: z.string().optional(),
  recipient_inferred: z.string().optional(),
  parties_inferred: z.array(z.string()).optional(),
  place: z.union([z.string(), z.array(z.string())]).optional(),
  place_inferred: z.string().optional(),
  factuality: z.union([Factuality, z.array(Factuality)]),
  control: z.object({ place: z.string().optional(), holder: z.string().optional(), change: ControlChange }).optional(),
  evidence: Span,
  trigger: Span,
  actorText: SlotText.optional(),
  recipientText: SlotText.optional(),
  placeText: SlotText.optional(),
  sameAs: z.string().optional(),
  movement: z.object({ origin: z.string().optional(), destinations: z.array(z.string()).optional() }).optional(),
  dateDetail: z.object({ text: z.string(), edtf: z.string() }).optional(),
});
type GoldEvent = z.infer<typeof GoldEvent>;
const Gold = z.object({ text: z.string(), events: z.array(GoldEvent) });

const gold = Gold.parse(JSON.parse(readFileSync('test/fixtures/answers/founding-gold.json', 'utf8')));

export const FOUNDING_TEXT = gold.text;

const SENTENCES: readonly Span[] = clean(gold.text)
  .flatMap(({ start, end }) => splitSentences(gold.text, start, end))
  .map(({ start, end }) => ({ start, end, text: gold.text.slice(start, end) }));

/** The document that a perfect extractor makes of the founding article. */
export function foundingDocument(knowledge: Knowledge): ArticleDocument {
  return madeDocument(
    madeArticle('founding-article', gold.text),
    gold.events.map((event) => eventOf(event, knowledge)),
  );
}

const at = ({ start, end }: Span) => ({ start, end });

function eventOf(row: GoldEvent, knowledge: Knowledge): Event {
  const { evidence, trigger } = row;
  const spanned = (slot: z.infer<typeof SlotText> | undefined) => ({
    text: slot?.text ?? '',
    basis: slot?.basis ?? ('inferred' as const),
    ...at(evidence),
  });
  const ref = (name: string | undefined, slot: z.infer<typeof SlotText> | undefined): Ref | null =>
    name === undefined ? null : { ...actorRef(name, knowledge), ...spanned(slot) };
  const [partyA, partyB] = row.parties_inferred ?? [];
  const actor = ref(row.actor ?? partyA, row.actorText);
  const recipient = ref(row.recipient ?? row.recipient_inferred ?? partyB, row.recipientText);
  const place = placeOf(row, knowledge);
  const factuality = Array.isArray(row.factuality) ? row.factuality[0] : row.factuality;
  const date = row.dateDetail;
  return madeEvent({
    id: row.id,
    action: row.action,
    actor,
    recipient,
    place,
    origin:
      row.movement?.origin === undefined
        ? null
        : placeRef('Deir ez-Zor', knowledge, {
            relation: row.movement.origin.startsWith('south') ? 'south-of' : 'from',
          }),
    destinations: (row.movement?.destinations ?? []).map((id) => placeRef(id.replace('-', ' '), knowledge)),
    date:
      date === undefined || !/\d{2}$/.test(date.edtf) ? null : { edtf: date.edtf, text: date.text, precision: 'day' },
    factuality: factuality ?? 'actual',
    control: row.control === undefined ? null : controlOf(row, actor, recipient, place, knowledge),
    evidence,
    sentence: SENTENCES.find(({ start, end }) => start <= evidence.start && evidence.end <= end) ?? evidence,
    trigger,
    rule: 'gold',
    sameAs: row.sameAs ?? null,
  });
}

function controlOf(
  row: GoldEvent,
  actor: Ref | null,
  recipient: Ref | null,
  place: PlaceRef | null,
  knowledge: Knowledge,
): Control | null {
  const { control } = row;
  if (control === undefined || place === null) return null;
  const named = (name: string | undefined): Ref | null => {
    if (name === undefined) return null;
    const { id } = actorRef(name, knowledge);
    return [actor, recipient].find((ref) => ref?.id === id) ?? actorRef(name, knowledge);
  };
  const loser = control.change === 'gained' || control.change === 'partly-gained' || control.change === 'contested';
  return {
    place,
    holder: named(control.holder),
    loser: loser ? recipient : null,
    change: control.change,
    basis: 'stated',
  };
}

function placeOf(row: GoldEvent, knowledge: Knowledge): PlaceRef | null {
  if (row.id === 'E25') {
    return placeRef('mountainous area', knowledge, {
      text: 'a mountainous area',
      basis: 'direct',
      relativeTo: { id: 'suweida', name: 'Suweida', relation: 'in' },
    });
  }
  const name = Array.isArray(row.place) ? row.place[0] : (row.place ?? row.place_inferred);
  if (name === undefined) return null;
  const basis = row.placeText?.basis ?? 'inferred';
  const south = row.placeText?.text.toLowerCase().startsWith('south of') ?? false;
  const text = row.placeText?.text ?? name;
  const { relativeTo, ...place } = placeRef(name, knowledge, { basis, text });
  if (south) return { ...place, relation: 'south-of' };
  return relativeTo !== undefined && text.includes(relativeTo.name) ? { ...place, relativeTo } : place;
}
