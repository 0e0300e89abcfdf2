/** Precision, recall and F1, and how far chance may have moved them. */

export type Counts = { truePositives: number; falsePositives: number; falseNegatives: number };
/** Low and high end of the 95 % bootstrap interval, or null where there is nothing to resample. */
export type Interval = readonly [low: number, high: number] | null;
/** Null where nothing was there to be found or nothing was found. */
export type Score = Counts & { precision: number | null; recall: number | null; f1: number | null; interval: Interval };
export type Share = { right: number; of: number; share: number | null; interval: Interval };

export const noCounts = (): Counts => ({ truePositives: 0, falsePositives: 0, falseNegatives: 0 });

export function addCounts(all: readonly Counts[]): Counts {
  const total = noCounts();
  for (const { truePositives, falsePositives, falseNegatives } of all) {
    total.truePositives += truePositives;
    total.falsePositives += falsePositives;
    total.falseNegatives += falseNegatives;
  }
  return total;
}

const ratio = (part: number, whole: number): number | null => (whole === 0 ? null : part / whole);

export const precisionOf = ({ truePositives, falsePositives }: Counts) =>
  ratio(truePositives, truePositives + falsePositives);
export const recallOf = ({ truePositives, falseNegatives }: Counts) =>
  ratio(truePositives, truePositives + falseNegatives);
export const f1Of = ({ truePositives, falsePositives, falseNegatives }: Counts) =>
  ratio(2 * truePositives, 2 * truePositives + falsePositives + falseNegatives);

export type Bootstrap = { seed: number; resamples: number };

/** F1 over all units (articles or sentences), with the interval of resampling whole units. */
export function scoreOf(units: readonly Counts[], bootstrap: Bootstrap): Score {
  const counts = addCounts(units);
  return {
    ...counts,
    precision: precisionOf(counts),
    recall: recallOf(counts),
    f1: f1Of(counts),
    interval: bootstrapInterval(units, (sample) => f1Of(addCounts(sample)), bootstrap),
  };
}

export function shareOf(units: readonly boolean[], bootstrap: Bootstrap): Share {
  const share = (sample: readonly boolean[]) => ratio(sample.filter(Boolean).length, sample.length);
  return {
    right: units.filter(Boolean).length,
    of: units.length,
    share: share(units),
    interval: bootstrapInterval(units, share, bootstrap),
  };
}

/** The 2.5th and 97.5th percentile of `measure` over resamples of `units`; the same for the same seed. */
export function bootstrapInterval<T>(
  units: readonly T[],
  measure: (sample: readonly T[]) => number | null,
  { seed, resamples }: Bootstrap,
): Interval {
  if (units.length < 2) return null;
  const random = seededRandom(seed);
  const values: number[] = [];
  for (let round = 0; round < resamples; round++) {
    const sample = units.map(() => units[Math.floor(random() * units.length)] as T);
    const value = measure(sample);
    if (value !== null) values.push(value);
  }
  values.sort((a, b) => a - b);
  const low = values[Math.floor(values.length * 0.025)];
  const high = values[Math.min(values.length - 1, Math.floor(values.length * 0.975))];
  return low === undefined || high === undefined ? null : [low, high];
}

/** Mulberry32: numbers in [0, 1) that depend on the seed alone. */
function seededRandom(seed: number): () => number {
  let state = seed >>> 0;
  return () => {
    state = (state + 0x6d2b79f5) >>> 0;
    let mixed = Math.imul(state ^ (state >>> 15), state | 1);
    mixed ^= mixed + Math.imul(mixed ^ (mixed >>> 7), mixed | 61);
    return ((mixed ^ (mixed >>> 14)) >>> 0) / 4_294_967_296;
  };
}
