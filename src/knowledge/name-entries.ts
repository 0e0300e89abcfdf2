/** Fills the index of names with actors, countries, operations and places. */
import type { ActorEntry, CountryEntry, PlaceEntry } from '../model/knowledge.ts';
import { fold, nameKey } from './fold.ts';
import type { KnowledgeFolder } from './knowledge-folder.ts';
import type { NameIndex, ScoredName } from './name-index.ts';
import type { RegisteredPlace } from './place-register.ts';

/** Of one name's readings actors come first, then operations, countries, places. */
const SCORE = { actor: 40, operation: 38, country: 36, demonym: 34 } as const;

const capital = (form: string) => /^[^\p{Ll}]/u.test(form);

export function fillIndex(
  index: NameIndex,
  from: {
    files: KnowledgeFolder;
    actors: ReadonlyMap<string, ActorEntry>;
    countries: ReadonlyMap<string, CountryEntry>;
    registered: ReadonlyMap<string, RegisteredPlace>;
    placeOfCountry: (code: string) => PlaceEntry;
  },
): void {
  const { files, countries, registered } = from;
  const common = new Set(files.commonWords.map(({ value }) => fold(value)));
  const isCommon = (form: string) => common.has(fold(form));
  const rank = new Map<string, number>();
  for (const { value } of files.ambiguous) {
    value.actors.forEach((id, at) => {
      rank.set(`${nameKey(value.name)} ${id}`, at);
    });
  }

  for (const { value: actor } of files.actors) {
    const add = (form: string, exactCase: boolean) => {
      const score = SCORE.actor - 0.1 * (rank.get(`${nameKey(form)} ${actor.id}`) ?? 0);
      const name: ScoredName = {
        kind: 'actor',
        actor,
        form,
        exactCase,
        common: isCommon(form),
        demonym: false,
        score,
        anyCase: !capital(form) || !isCommon(form),
      };
      index.add(name, { variants: !exactCase || form.includes('.') });
    };
    for (const form of new Set([actor.name, ...actor.aliases])) add(form, false);
    for (const form of actor.abbreviations) add(form, true);
  }

  for (const { value: operation } of files.operations) {
    for (const form of new Set([operation.name, ...operation.aliases])) {
      index.add(
        {
          kind: 'operation',
          operation,
          form,
          exactCase: false,
          common: isCommon(form),
          demonym: false,
          score: SCORE.operation,
          anyCase: false,
        },
        { variants: true },
      );
    }
  }

  for (const { value } of files.countries) {
    const country = countries.get(value.code);
    if (country === undefined) continue;
    const place = from.placeOfCountry(value.code);
    const add = (form: string, options: { exactCase?: boolean; demonym?: boolean } = {}) => {
      const { exactCase = false, demonym = false } = options;
      const shared = { form, exactCase, demonym, common: isCommon(form), anyCase: false };
      const score = demonym ? SCORE.demonym : SCORE.country;
      index.add({ kind: 'country', country, score, ...shared }, { variants: true });
      if (!demonym) index.add({ kind: 'place', place, score: score - 0.5, ...shared }, { variants: true });
    };
    for (const form of new Set([value.name, ...value.aliases])) add(form);
    for (const form of value.abbreviations) add(form, { exactCase: true });
    for (const form of new Set(value.demonyms)) add(form, { demonym: true });
  }

  for (const { place, tier, score } of registered.values()) {
    if (place.kind === 'country') continue;
    for (const form of place.aliases.includes(place.name) ? place.aliases : [place.name, ...place.aliases]) {
      const often = isCommon(form);
      index.add(
        {
          kind: 'place',
          place,
          form,
          exactCase: false,
          common: often,
          demonym: false,
          score,
          anyCase: tier === 'curated' && !often,
        },
        { variants: tier !== 'world' },
      );
    }
  }
}
