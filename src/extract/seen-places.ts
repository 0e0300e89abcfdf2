/** The places that a text has spoken of so far: what "the town", "it", and no place at all mean by them. */
import { fits, mayBeTown } from './place-words.ts';
import type { PlaceReading } from './referents.ts';

type SeenPlace = {
  place: PlaceReading;
  sentence: number;
  actorId: string | null;
  event: boolean;
  /** Whether a sentence was about it. */
  subject: boolean;
  /** Whether it only said where something else lies ("north of Hajin"). */
  aside: boolean;
  at: number;
};

/** How a place was named: where it stands, and what the sentence made of it. */
export type PlaceSaid = Pick<SeenPlace, 'subject' | 'aside' | 'at'> & Partial<Pick<SeenPlace, 'actorId' | 'event'>>;

/** How far back, in sentences, a description may reach. */
export const REACH = 8;

export class SeenPlaces {
  private places: SeenPlace[] = [];
  private section: PlaceReading | null = null;
  private sentence = 0;
  /** The first sentence of the paragraph. */
  private paragraph = 0;

  /** Whether a heading has said where the section is. */
  get isSectionPlaced(): boolean {
    return this.section !== null;
  }

  /** Goes on to a sentence; what is too far back to be meant is forgotten. */
  goOn(sentence: number, opensParagraph: boolean): void {
    this.sentence = sentence;
    if (opensParagraph) this.paragraph = sentence;
    const first = this.places.findIndex((one) => sentence - one.sentence <= REACH);
    if (first !== 0) this.places = first < 0 ? [] : this.places.slice(first);
  }

  openSection(place: PlaceReading | null): void {
    this.section = place;
  }

  see(place: PlaceReading, said: PlaceSaid): void {
    this.places.push({ place, sentence: this.sentence, actorId: null, event: false, ...said });
  }

  /**
   * The place that this section is about: where its latest event was, or what its heading says. An event is looked for
   * `within` so many sentences, and further back in its paragraph as long as no other place is named.
   */
  current(options: { within?: number } = {}): PlaceReading | null {
    const at = this.places.findLastIndex((one) => one.event);
    const latest = this.places[at];
    const near = latest !== undefined && this.sentence - latest.sentence <= (options.within ?? 3);
    const still =
      latest !== undefined &&
      latest.sentence >= this.paragraph &&
      this.places.every((one, i) => i < at || one.place.id === latest.place.id);
    const place = (near || still ? latest.place : undefined) ?? this.section;
    return place === null ? null : { ...place, basis: 'inferred' };
  }

  /** The place that "it" stands for: the nearest named before it, in its own sentence first. */
  last(before: number): PlaceReading | null {
    const near = this.places.filter((one) => this.sentence - one.sentence <= 1 && one.place.entry?.kind !== 'country');
    const here = near.filter((one) => one.sentence === this.sentence && one.at < before);
    const found =
      here.findLast((one) => !one.aside) ??
      here.at(-1) ??
      near.findLast((one) => one.event) ??
      near.findLast((one) => one.at < before);
    return found === undefined ? null : { ...found.place, basis: 'coref' };
  }

  /** The latest place of one kind ("the city"), preferring where the same actor acted; null where none fits. */
  latest(word: string, actorId: string | null, before: number): PlaceReading | null {
    let best: SeenPlace | null = null;
    let bestScore = Number.NEGATIVE_INFINITY;
    for (const seen of this.places) {
      const distance = this.sentence - seen.sentence;
      if (seen.at >= before || distance > REACH || !(fits(word, seen.place) || mayBeTown(word, seen.place))) continue;
      const score =
        -distance +
        (seen.event ? 1 : 0) +
        (seen.subject ? 0.5 : 0) -
        (seen.aside ? 2.5 : 0) +
        (actorId !== null && seen.actorId === actorId ? 4 : 0);
      if (score >= bestScore) {
        best = seen;
        bestScore = score;
      }
    }
    if (best === null && this.section !== null && fits(word, this.section)) return { ...this.section, basis: 'coref' };
    return best === null ? null : { ...best.place, basis: 'coref' };
  }

  /** The latest place before an offset that a test holds for, or null. */
  latestOf(before: number, test: (place: PlaceReading) => boolean): PlaceReading | null {
    const named = this.places.findLast(({ place, at }) => at < before && test(place));
    return named === undefined ? null : { ...named.place, basis: 'coref' };
  }
}
