/** An update as one message: as much as fits, with quotes where there is room, and a list to see each quote in its context. */
import { ComponentType } from 'discord.js';
import type { Letter } from '../../model/delivery.ts';
import { customId, FIRST } from '../button-state.ts';
import { answerView, type Controls } from './answer-view.ts';
import type { MessageView } from './message.ts';
import { noticeView } from './mistake-view.ts';

/** Tried in order until it fits into one message: how many statements, and whether with their quotes. */
const SIZES: readonly { most: number; quotes: boolean }[] = [
  { most: 12, quotes: true },
  { most: 25, quotes: false },
  { most: 15, quotes: false },
  { most: 8, quotes: false },
  { most: 4, quotes: false },
  { most: 2, quotes: false },
  { most: 1, quotes: false },
];

/** `role` is mentioned on top where it is given. */
export const letterView = (
  { answer, creator }: Pick<Letter, 'answer' | 'creator'>,
  role: string | null,
): MessageView => {
  const controls: Controls = {
    part: null,
    evidence: /^\d{1,20}$/.test(creator) ? customId('evidence', creator, FIRST, '?evidence') : null,
    others: [],
  };
  const all = answer(Number.POSITIVE_INFINITY).sections.reduce((sum, { statements }) => sum + statements.length, 0);
  for (const { most, quotes } of SIZES) {
    // Quotes are worth more than a few statements, but not more than telling everything.
    if (quotes && all > most) continue;
    const view = answerView(answer(most), { part: 0, quotes, controls });
    if (view?.parts === 1) return withRole(view.message, role);
  }
  const { headline } = answer(1);
  return withRole(noticeView(headline), role);
};

const withRole = (view: MessageView, role: string | null): MessageView =>
  role === null
    ? view
    : { ...view, components: [{ type: ComponentType.TextDisplay, content: `<@&${role}>` }, ...view.components] };
