/** What an article quotes: the stretches between quotation marks that open and close in one paragraph. */

const MARK = /["“”„«»]|\n[^\S\n]*\n/g;
/** What is shorter is a term ("terrorist bases"), and no speech. */
const MIN_SPEECH = 25;

/** Tells whether an offset lies in quoted speech. Takes linear time once, then a search among the quotations. */
export function quotations(text: string): (at: number) => boolean {
  const spans: { start: number; end: number }[] = [];
  let open = -1;
  for (const { 0: mark, index } of text.matchAll(MARK)) {
    if (mark.startsWith('\n')) open = -1;
    else if (open < 0) open = mark === '”' ? -1 : index;
    else {
      if (index - open > MIN_SPEECH) spans.push({ start: open, end: index });
      open = -1;
    }
  }
  return (at) => {
    let [low, high] = [0, spans.length];
    while (low < high) {
      const middle = (low + high) >> 1;
      if ((spans[middle]?.end ?? 0) > at) high = middle;
      else low = middle + 1;
    }
    return (spans[low]?.start ?? at) < at;
  };
}
