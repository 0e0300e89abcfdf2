/** Whether a label and what was found name the same actor or place. */
import { fold } from '../knowledge/fold.ts';
import type { Knowledge } from '../knowledge/knowledge.ts';
import type { Resolution } from '../model/knowledge.ts';
import type { Ref } from '../model/ref.ts';

export type NameComparison = {
  isActor(label: string, found: Ref): boolean;
  isPlace(label: string, found: Ref): boolean;
};

/** Words that say nothing about who or where. */
const EMPTY_WORDS: ReadonlySet<string> = new Set(['the', 'a', 'an', 'al', 'of', 's', 'city', 'town', 'village']);

/**
 * Names are the same when they have one id in the knowledge, or the same words without articles. Where the knowledge does
 * not know one of them, it is enough that all words of one are among the other's ("Romendacil", "Prime Minister
 * Romendacil").
 */
export function createNameComparison(knowledge: Pick<Knowledge, 'findActor' | 'findPlace'>): NameComparison {
  const actorIds = remember((name) => idsOf(knowledge.findActor(name)));
  const placeIds = remember((name) => idsOf(knowledge.findPlace(name)));
  const isSame = (label: string, found: Ref, idsFor: (name: string) => readonly string[]): boolean => {
    const ids = idsFor(label);
    if (ids.includes(found.id)) return true;
    const foundIds = idsFor(found.name);
    if (ids.some((id) => foundIds.includes(id))) return true;
    const wanted = words(label);
    const spelled = [words(found.name), words(found.text)];
    if (spelled.some((other) => sameWords(wanted, other))) return true;
    return (ids.length === 0 || foundIds.length === 0) && spelled.some((other) => oneInOther(wanted, other));
  };
  return {
    isActor: (label, found) => isSame(label, found, actorIds),
    isPlace: (label, found) => isSame(label, found, placeIds),
  };
}

function idsOf(resolution: Resolution<{ id: string }>): string[] {
  if (resolution.status === 'found') return [resolution.entry.id];
  return resolution.status === 'ambiguous' ? resolution.candidates.map(({ id }) => id) : [];
}

function remember<T>(look: (name: string) => T): (name: string) => T {
  const known = new Map<string, T>();
  return (name) => {
    const before = known.get(name);
    if (before !== undefined) return before;
    const found = look(name);
    known.set(name, found);
    return found;
  };
}

function words(name: string): readonly string[] {
  const all = fold(name.replace(/[’']s\b/g, ''))
    .split(' ')
    .filter((word) => word !== '');
  const telling = all.filter((word) => !EMPTY_WORDS.has(word));
  return telling.length > 0 ? telling : all;
}

function sameWords(one: readonly string[], other: readonly string[]): boolean {
  return one.length > 0 && one.join(' ') === other.join(' ');
}

function oneInOther(one: readonly string[], other: readonly string[]): boolean {
  if (one.length === 0 || other.length === 0) return false;
  return one.every((word) => other.includes(word)) || other.every((word) => one.includes(word));
}
