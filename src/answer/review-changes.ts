/** From a field and a value, as an analyst types them, to the parts of the event that change. */
import { UserError } from '../errors.ts';
import { Factuality } from '../model/event.ts';
import type { StoredEvent } from '../model/record.ts';
import type { PlaceRef, Ref } from '../model/ref.ts';
import type { ReviewChanges } from '../model/review.ts';
import { ReviewField } from '../model/review.ts';
import type { AnswerContext } from './context.ts';
import { unknownName } from './filter.ts';
import { findActor, findPlace } from './find-names.ts';
import { cleanName, dateOption } from './parameters.ts';

type Input = { context: AnswerContext; event: StoredEvent; field: string | undefined; value: string | undefined };

export type Correction = { field: ReviewField; value: string | null; changes: ReviewChanges };

const NONE = /^(?:none|nobody|unknown|-)$/i;
const LOSSES: ReadonlySet<string> = new Set(['killed', 'wounded', 'captured']);

/** Throws a UserError for a field that does not exist and for a value that is none of it. */
export async function correctionOf({ context, event, field: typed, value: given }: Input): Promise<Correction> {
  const parsed = ReviewField.safeParse(typed?.trim().toLowerCase());
  const fields = ReviewField.options;
  if (!parsed.success) {
    throw new UserError('bad-field', `field: say which part is to be corrected, one of ${fields.join(', ')}.`, {
      context: { option: 'field' },
      suggestions: [...fields],
    });
  }
  const field = parsed.data;
  const value = cleanName(given ?? '');
  if (value === '') throw wrongValue(`value: say what the ${field} should be, or none.`);
  const changes = await changesOf(context, event, field, NONE.test(value) ? null : value);
  return { field, value: NONE.test(value) ? null : value, changes };
}

const wrongValue = (message: string): UserError =>
  new UserError('bad-value', message, { context: { option: 'value' } });

async function changesOf(
  context: AnswerContext,
  event: StoredEvent,
  field: ReviewField,
  value: string | null,
): Promise<ReviewChanges> {
  switch (field) {
    case 'actor':
    case 'recipient': {
      const ref = value === null ? null : await actorRef(context, event, value);
      return { [field]: ref, ...controlWith(event, event[field], ref) };
    }
    case 'place': {
      const place = value === null ? null : await placeRef(context, event, value);
      const { control } = event;
      const moved = control !== null && place !== null && control.place.id === event.place?.id;
      return { place, ...(moved ? { control: { ...control, place } } : {}) };
    }
    case 'date': {
      const days = value === null ? null : dateOption('value', value);
      if (days === null) return { date: null };
      const precision = days.edtf.length === 10 ? 'day' : days.edtf.length === 7 ? 'month' : 'year';
      return { date: { edtf: days.edtf, text: event.date?.text ?? '', precision } };
    }
    case 'factuality': {
      const parsed = Factuality.safeParse(value?.toLowerCase());
      if (parsed.success) return { factuality: parsed.data };
      throw wrongValue(`value: factuality is one of ${Factuality.options.join(', ')}.`);
    }
    case 'action': {
      const row = context.actions?.get((value ?? '').toLowerCase().replaceAll(' ', '-'));
      if (row === undefined)
        throw wrongValue(`value: “${value ?? 'none'}” is no action, such as capture or airstrike.`);
      const { action, eventType, subEventType, plover } = row;
      return { action, eventType, subEventType, plover };
    }
    default: {
      if (!LOSSES.has(field) || (value !== null && !/^\d{1,7}$/.test(value))) {
        throw wrongValue(`value: ${field} is a whole number, or none.`);
      }
      const before = event.casualties ?? { killed: null, wounded: null, captured: null };
      return { casualties: { ...before, [field]: value === null ? null : Number(value) } };
    }
  }
}

/** Who holds or loses the place changes with the actor that was read as holder or loser. */
function controlWith({ control }: StoredEvent, before: Ref | null, after: Ref | null): ReviewChanges {
  if (control === null || before === null) return {};
  const follow = (ref: Ref | null): Ref | null => (ref?.id === before.id ? after : ref);
  return { control: { ...control, holder: follow(control.holder), loser: follow(control.loser) } };
}

/** Words that no article has stand nowhere in it. */
const nowhere = ({ evidence }: StoredEvent) => ({ text: '', start: evidence.start, end: evidence.start });

async function actorRef(context: AnswerContext, event: StoredEvent, value: string): Promise<Ref> {
  const resolved = await findActor(context, value);
  if (resolved.found === null) throw unknown('actor', value, resolved.suggestions);
  const { id, name } = resolved.found;
  return { id, name, ...nowhere(event), basis: 'direct' };
}

async function placeRef(context: AnswerContext, event: StoredEvent, value: string): Promise<PlaceRef> {
  const resolved = await findPlace(context, value);
  if (resolved.found === null) throw unknown('place', value, resolved.suggestions);
  return { ...resolved.found, ...nowhere(event), basis: 'direct' };
}

const unknown = (kind: 'actor' | 'place', value: string, suggestions: string[]): UserError => {
  const { error } = unknownName(kind, value, suggestions);
  return new UserError(error.code, `value: ${error.message}`, { context: { option: 'value' }, suggestions });
};
