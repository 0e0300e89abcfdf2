/** How each tone of a statement is marked: by a sign and a word, never by colour alone. */
import type { Status, Tone } from '../../model/answer.ts';

const MARKS: Readonly<Record<Tone, string>> = {
  fact: '●',
  ongoing: '◐ **Ongoing** ·',
  claim: '❝ **Claimed** ·',
  planned: '○ **Expected** ·',
  failed: '✕ **Failed** ·',
  denied: '⊘ **Denied** ·',
  unknown: '? **Unclear** ·',
  note: '›',
};

export const markOf = (tone: Tone): string => MARKS[tone];

/** Accent colours, from a palette that also colour-blind readers tell apart (Okabe and Ito 2008). */
export const COLOUR = {
  neutral: 0x56b4e9,
  held: 0x0072b2,
  contested: 0xe69f00,
  besieged: 0xd55e00,
  changing: 0xcc79a7,
  unknown: 0x8a8f98,
  mistake: 0xd55e00,
} as const;

const STATUS_WORDS: Readonly<Record<Status, string>> = {
  held: '■ HELD',
  contested: '◪ CONTESTED',
  besieged: '▣ BESIEGED',
  changing: '◩ CHANGING HANDS',
  unknown: '□ NOT KNOWN',
};

export const statusBadge = (status: Status): string => STATUS_WORDS[status];
