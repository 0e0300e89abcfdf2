/** What `/events type:` takes: actions of the ontology, ACLED event types and sub-event types, in any spelling of case. */
import { distance } from 'fastest-levenshtein';
import { UserError } from '../errors.ts';
import { cleanName } from './parameters.ts';
import { PHRASES } from './wording/phrases.ts';

/** ACLED's six event types with their sub-event types (ACLED codebook). */
const ACLED: Readonly<Record<string, readonly string[]>> = {
  Battles: ['Armed clash', 'Government regains territory', 'Non-state actor overtakes territory'],
  'Explosions/Remote violence': [
    'Air/drone strike',
    'Chemical weapon',
    'Grenade',
    'Remote explosive/landmine/IED',
    'Shelling/artillery/missile attack',
    'Suicide bomb',
  ],
  Protests: ['Excessive force against protesters', 'Peaceful protest', 'Protest with intervention'],
  Riots: ['Mob violence', 'Violent demonstration'],
  'Strategic developments': [
    'Agreement',
    'Arrests',
    'Change to group/activity',
    'Disrupted weapons use',
    'Headquarters or base established',
    'Looting/property destruction',
    'Non-violent transfer of territory',
    'Other',
  ],
  'Violence against civilians': ['Abduction/forced disappearance', 'Attack', 'Sexual violence'],
};

/** A type to filter by: what a person reads, and what queries take. */
export type EventType = { name: string; value: string };

/** Everything that can be asked for, ACLED's types first. `attack` is the action and not ACLED's sub-event type. */
export const EVENT_TYPES: readonly EventType[] = [
  ...Object.keys(ACLED).map((type) => ({ name: `${type} (event type)`, value: type })),
  ...Object.entries(ACLED).flatMap(([type, subTypes]) =>
    subTypes.map((subType) => ({ name: `${subType} (${type})`, value: subType })),
  ),
  ...Object.keys(PHRASES).map((action) => ({ name: `${action.replaceAll('-', ' ')} (action)`, value: action })),
];

const plain = (text: string): string =>
  text
    .toLowerCase()
    .replace(/[^a-z]+/g, ' ')
    .trim();

/** Types whose name contains all that was typed, those that begin so first. */
export function completeTypes(typed: string, limit: number): EventType[] {
  const wanted = plain(typed);
  const matching = EVENT_TYPES.filter(({ name }) => plain(name).includes(wanted));
  const begins = (type: EventType): number => (plain(type.name).startsWith(wanted) ? 0 : 1);
  return matching.sort((a, b) => begins(a) - begins(b)).slice(0, limit);
}

/** How many types are suggested, and how many letters of one may be wrong. */
const SUGGESTED = 5;
const MOST_WRONG = 3;

/** Types that are spelt much like what was typed, the nearest first. */
function nearTypes(asked: string): EventType[] {
  const wanted = plain(asked);
  const wrongIn = ({ value }: EventType): number => distance(plain(value), wanted);
  return EVENT_TYPES.filter((type) => wrongIn(type) <= Math.min(MOST_WRONG, wanted.length / 2))
    .sort((a, b) => wrongIn(a) - wrongIn(b))
    .slice(0, SUGGESTED);
}

/** The type option; throws a UserError with near names where there is no such type. */
export function typesOption(typed: string | undefined): EventType | null {
  const asked = cleanName(typed ?? '');
  if (asked === '') return null;
  const found = EVENT_TYPES.find(({ name, value }) => [plain(name), plain(value)].includes(plain(asked)));
  if (found !== undefined) return found;
  const containing = completeTypes(asked, SUGGESTED);
  const suggestions = (containing.length > 0 ? containing : nearTypes(asked)).map(({ value }) => value);
  throw new UserError(
    'unknown-type',
    `type: “${asked}” is no type of event; name an action such as besiege, or a type of ACLED such as Battles.`,
    { context: { option: 'type' }, suggestions },
  );
}
