/** Holds back the sentences that cannot tell an event. */

/** Which words let a sentence through to the parser; what the gate holds back costs next to nothing. */
export class Gate {
  /** By word: null where it is enough by itself, else the words of which one must stand in the same sentence. */
  private readonly companions = new Map<string, Set<string> | null>();

  add(word: string, companions: readonly string[]): void {
    const known = this.companions.get(word);
    if (known === null) return;
    if (companions.length === 0) this.companions.set(word, null);
    else this.companions.set(word, new Set([...(known ?? []), ...companions]));
  }

  /** Whether a word names an action by itself. */
  has(word: string): boolean {
    return this.companions.get(word) === null;
  }

  opens(tokens: readonly { lower: string }[]): boolean {
    for (const { lower } of tokens) {
      const wanted = this.companions.get(lower);
      if (wanted === undefined) continue;
      if (wanted === null || tokens.some((token) => wanted.has(token.lower))) return true;
    }
    return false;
  }
}
