/** Forms of every verb that a cue list or frame names. */
import type { z } from 'zod';
import type { ClosedClass } from './closed-class.ts';
import { conjugate, type VerbForm } from './compromise.ts';
import { pushTo } from './phrase-tables.ts';

/** Forms of every verb that a cue list or frame names, by form. */
export class VerbTable {
  readonly table = new Map<string, VerbForm[]>();
  private readonly known = new Map<string, string[]>();
  private readonly irregular: z.infer<typeof ClosedClass>['irregularVerbs'];

  constructor(irregular: z.infer<typeof ClosedClass>['irregularVerbs']) {
    this.irregular = irregular;
  }

  add(lemma: string): void {
    if (this.known.has(lemma)) return;
    const own = this.irregular[lemma] ?? {};
    const texts: string[] = [];
    for (const { form, text } of conjugate(lemma)) {
      const replaced = form === 'base' ? undefined : (own[form] ?? (form === 'part' ? own.past : undefined));
      for (const spelling of replaced ?? [text]) {
        texts.push(spelling);
        pushTo(this.table, spelling, { lemma, form });
      }
    }
    this.known.set(lemma, texts);
  }

  formsOf(lemma: string): readonly string[] {
    return this.known.get(lemma) ?? [];
  }
}
