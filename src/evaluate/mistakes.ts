/** What went wrong with one article, in words: what was expected and what was found. */
import type { Event } from '../model/event.ts';
import type { Alignment } from './align.ts';
import { type Field, isRight } from './fields.ts';
import type { GoldControl, GoldEvent, LabelledArticle } from './labelled-text.ts';
import type { TypedText } from './main-event.ts';

export type Mistake = {
  id: string;
  text: string;
  /** Missed and spurious events count three, wrong fields one. */
  weight: number;
  lines: { kind: 'missed' | 'spurious' | 'wrong'; expected: string | null; found: string | null; fields: Field[] }[];
};

const EVENT_WEIGHT = 3;

export function mistakesOf(line: LabelledArticle, { pairs, spurious }: Alignment): Mistake {
  const lines: Mistake['lines'] = [];
  for (const { wanted, found, fields } of pairs) {
    const wrong = fields.filter(([, verdict]) => !isRight(verdict)).map(([field]) => field);
    if (found === null) lines.push({ kind: 'missed', expected: goldInWords(wanted.gold), found: null, fields: [] });
    else if (wrong.length > 0) {
      const by =
        wanted.attribution === null
          ? ''
          : ` · said by ${shown(wanted.attribution.by)} (${shown(wanted.attribution.stance)})`;
      lines.push({ kind: 'wrong', expected: goldInWords(wanted.gold) + by, found: eventInWords(found), fields: wrong });
    }
  }
  for (const event of spurious)
    lines.push({ kind: 'spurious', expected: null, found: eventInWords(event), fields: [] });
  const weight = lines.reduce((sum, { kind, fields }) => sum + (kind === 'wrong' ? fields.length : EVENT_WEIGHT), 0);
  return { id: line.article.id, text: line.article.text, weight, lines };
}

export function mistakesOfMain(line: LabelledArticle, text: TypedText, events: readonly Event[]): Mistake {
  const isRightMain = text.wanted.includes(text.main);
  const found = events.map((event) => `${event.subEventType} [${eventInWords(event)}]`).join('; ');
  return {
    id: line.article.id,
    text: line.article.text,
    weight: isRightMain ? 0 : EVENT_WEIGHT,
    lines: isRightMain
      ? []
      : [
          {
            kind: events.length === 0 ? 'missed' : 'wrong',
            expected: text.wanted.join(' or '),
            found: found === '' ? null : found,
            fields: ['subEventType'],
          },
        ],
  };
}

const shown = (label: string | null | readonly (string | null)[] | undefined): string =>
  Array.isArray(label) ? label.map((one) => one ?? '–').join(' or ') : ((label as string | null | undefined) ?? '–');

function goldInWords(gold: GoldEvent): string {
  const parts = Object.entries(gold).map(([field, value]) => {
    if (field === 'action') return shown(value as GoldEvent['action']);
    if (field !== 'control') return `${field}: ${shown(value as GoldEvent['actor'])}`;
    const controls = Array.isArray(value) ? value : [value];
    return `control: ${controls.map((control) => controlInWords(control as GoldControl | null)).join(' or ')}`;
  });
  return parts.join(' · ');
}

function controlInWords(control: GoldControl | null): string {
  if (control === null) return '–';
  return `{${Object.entries(control)
    .map(([field, value]) => `${field}: ${shown(value)}`)
    .join(', ')}}`;
}

function eventInWords(event: Event): string {
  const { control, attribution } = event;
  const parts = [
    event.action,
    `actor: ${event.actor?.name ?? '–'}`,
    `recipient: ${event.recipient?.name ?? '–'}`,
    `place: ${event.place?.name ?? '–'}`,
    event.factuality,
    ...(event.date === null ? [] : [event.date.edtf]),
    ...(control === null
      ? []
      : [
          `control: {${control.place.name}, holder: ${control.holder?.name ?? '–'}, loser: ${control.loser?.name ?? '–'}, ${control.change}}`,
        ]),
    ...(attribution === null ? [] : [`said by ${attribution.ref?.name ?? attribution.text} (${attribution.stance})`]),
    `“${event.trigger.text}”`,
    event.rule,
  ];
  return parts.join(' · ');
}
