/** Events by the sentence they stand in, so that looking around costs as much as what is around. */

/** What stands in the sentences `from`–`to`, both inclusive, in the order it was found. */
export class BySentence<T extends { sentence: number }> {
  private readonly lists = new Map<number, T[]>();

  constructor(found: readonly T[]) {
    for (const one of found) {
      const list = this.lists.get(one.sentence);
      if (list === undefined) this.lists.set(one.sentence, [one]);
      else list.push(one);
    }
  }

  between(from: number, to: number): T[] {
    const made: T[] = [];
    for (let sentence = from; sentence <= to; sentence += 1) made.push(...(this.lists.get(sentence) ?? []));
    return made;
  }
}
