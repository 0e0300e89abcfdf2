/** Holds back the sentences that cannot tell an event. */
import type { Token } from './tokens.ts';

/** The words of which one must stand in the same sentence; null where a word is enough by itself. */
export type Companions = ReadonlySet<string> | null;

/** Which words let a sentence through to the parser; what the gate holds back costs next to nothing. */
export class Gate {
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

  /** What must stand beside a word; undefined where it names no action at all. */
  companionsOf(word: string): Companions | undefined {
    return this.companions.get(word);
  }
}

/** Whether the words of a sentence can tell an event. */
export function opensGate(tokens: readonly Token[]): boolean {
  for (const { word } of tokens) {
    const { companions } = word;
    if (companions === undefined) continue;
    if (companions === null || tokens.some(({ lower }) => companions.has(lower))) return true;
  }
  return false;
}
