/** Countries as actors: "French troops" and the like, made by pattern wherever nobody wrote the actor down. */
import type { ActorEntry, ActorKind, CountryEntry, CountryRole, PlaceEntry } from '../model/knowledge.ts';
import { fold } from './fold.ts';
import type { CountryRow } from './rows.ts';

type Pattern = {
  kind: ActorKind;
  /** The role it stands under, or the id of an actor that is no country's. */
  parent: CountryRole | 'civilians' | null;
  name: (words: { country: string; adjective: string }) => string;
};

/** How the actor of each role is named, and which role it stands under. */
const PATTERNS: Readonly<Record<CountryRole, Pattern>> = {
  state: { kind: 'state', parent: null, name: ({ country }) => country },
  government: { kind: 'government', parent: 'state', name: ({ country }) => `Government of ${country}` },
  military: { kind: 'state-forces', parent: 'government', name: ({ adjective }) => `${adjective} military` },
  police: { kind: 'police', parent: 'government', name: ({ adjective }) => `${adjective} police` },
  'security-forces': {
    kind: 'state-forces',
    parent: 'government',
    name: ({ adjective }) => `${adjective} security forces`,
  },
  'air-force': { kind: 'state-forces', parent: 'military', name: ({ adjective }) => `${adjective} air force` },
  navy: { kind: 'state-forces', parent: 'military', name: ({ adjective }) => `${adjective} navy` },
  'border-guards': { kind: 'police', parent: 'government', name: ({ adjective }) => `${adjective} border guards` },
  intelligence: { kind: 'state-forces', parent: 'government', name: ({ adjective }) => `${adjective} intelligence` },
  rebels: { kind: 'rebel-group', parent: null, name: ({ adjective }) => `${adjective} rebels` },
  militia: { kind: 'political-militia', parent: null, name: ({ adjective }) => `${adjective} militia` },
  citizens: { kind: 'civilians', parent: 'civilians', name: ({ adjective }) => `${adjective} civilians` },
};

export const COUNTRY_ROLES = Object.keys(PATTERNS) as readonly CountryRole[];

/** Id of the actor that holds a role in a country. */
export const actorIdOf = (row: CountryRow, role: CountryRole): string =>
  row.forces[role] ?? `${row.code.toLowerCase()}-${role}`;

/** The actors of a country that nobody wrote down. */
export function generatedActors(row: CountryRow): ActorEntry[] {
  const words = { country: row.name, adjective: row.demonyms[0] ?? row.name };
  return COUNTRY_ROLES.filter((role) => row.forces[role] === undefined).map((role) => {
    const { kind, parent, name } = PATTERNS[role];
    return {
      id: actorIdOf(row, role),
      name: name(words),
      kind,
      aliases: [],
      abbreviations: [],
      country: row.code,
      parent: parent === null || parent === 'civilians' ? parent : actorIdOf(row, parent),
      side: parent === null || parent === 'civilians' ? null : 'government',
      from: null,
      to: null,
      successor: null,
    };
  });
}

/** A country as other folders see it, without the fields that only the file needs. */
export const countryEntry = ({ code, name, aliases, demonyms, capital }: CountryRow): CountryEntry => ({
  code,
  name,
  aliases,
  demonyms,
  capital,
});

/** Id of a country's place: its name in lower-case words. */
export const countryPlaceId = (row: { name: string }): string => fold(row.name).replaceAll(' ', '-');

export const countryPlace = (row: CountryRow): PlaceEntry => ({
  id: countryPlaceId(row),
  name: row.name,
  kind: 'country',
  aliases: row.aliases,
  country: row.code,
  parent: null,
  lat: row.lat,
  lon: row.lon,
  population: 0,
});

/** Phrases that name a role after a country's word, longest found first. */
export class RolePhrases {
  readonly #roles = new Map<string, CountryRole>();
  readonly #starts = new Set<string>();
  #longest = 1;

  constructor(rows: readonly { role: CountryRole; nouns: readonly string[] }[]) {
    for (const { role, nouns } of rows) {
      for (const noun of nouns) {
        const key = fold(noun);
        this.#roles.set(key, role);
        this.#starts.add(key.split(' ')[0] ?? key);
        this.#longest = Math.max(this.#longest, key.split(' ').length);
      }
    }
  }

  /** The longest role phrase that starts at a word, or null. */
  at(words: readonly string[], from: number): { words: number; role: CountryRole } | null {
    if (!this.#starts.has(fold(words[from] ?? ''))) return null;
    for (let length = Math.min(this.#longest, words.length - from); length > 0; length -= 1) {
      const role = this.#roles.get(
        words
          .slice(from, from + length)
          .map(fold)
          .join(' '),
      );
      if (role !== undefined) return { words: length, role };
    }
    return null;
  }
}
