/** Text for benchmarks: as much as asked for, the same every time, no sentence twice in the same words. */
import { readFileSync } from 'node:fs';
import path from 'node:path';
import { packageRoot } from '../src/config.ts';

const ACTORS = [
  'the Syrian army',
  'the Islamic State',
  'the SDF',
  'Hayat Tahrir al-Sham',
  'the Syrian Democratic Forces',
  'Isis',
  'the Iraqi army',
  'the Turkish army',
  'the YPG',
  'Hezbollah',
  'the Free Syrian Army',
  'the Peshmerga',
  'Russian forces',
  'an unknown armed group',
];
const PLACES = [
  'Suweida',
  'Hajin',
  'Deir Ezzor',
  'Abu Kamal',
  'Raqqa',
  'Aleppo',
  'Idlib',
  'Mosul',
  'Kirkuk',
  'Afrin',
  'Manbij',
  'Daraa',
  'Homs',
  'Palmyra',
  'Kobane',
  'Sinjar',
  'Tal Afar',
  'Qamishli',
];
const PEOPLE = [
  'Khaled Mansour',
  'Leila Haddad',
  'Col. Ahmed al-Rawi',
  'Dr. Samir Nasser',
  'Mustafa Darwish',
  'Rana Aziz',
];
const DAYS = [
  'Monday',
  'Tuesday',
  'Wednesday',
  'Thursday',
  'Friday',
  'Saturday',
  'Sunday',
  '14 September',
  'the 3rd of May',
];

/** A small generator with a seed (Park and Miller's), so that every run works on the same text. */
export const dice = (seed: number) => {
  let state = seed;
  return (sides: number): number => {
    state = (state * 48_271) % 2_147_483_647;
    return state % sides;
  };
};

/** Paragraphs, each a list of sentences. */
const paragraphsOf = (file: string): string[][] =>
  readFileSync(file, 'utf8')
    .split(/\n\s*\n/)
    .map((block) => block.split('\n').filter((line) => line !== '' && !line.startsWith('#')))
    .filter((lines) => lines.length > 0);

export type BenchText = {
  name: string;
  articles: readonly string[];
  /** UTF-8 bytes of all articles together. */
  bytes: number;
};

const gathered = (name: string, articles: readonly string[]): BenchText => ({
  name,
  articles,
  bytes: articles.reduce((sum, article) => sum + Buffer.byteLength(article), 0),
});

/** Articles of about twelve paragraphs of news, up to `bytes` in all. */
export const news = (bytes: number): BenchText => {
  const roll = dice(20_180_920);
  const pick = (list: readonly string[]): string => list[roll(list.length)] ?? '';
  const paragraphs = paragraphsOf(path.join(packageRoot(), 'bench', 'news.txt'));
  const fill = (sentence: string): string => {
    const filled = sentence.replace(/\{(\w+)\}/g, (_, slot: string) => {
      if (slot === 'place') return pick(PLACES);
      if (slot === 'person') return pick(PEOPLE);
      if (slot === 'day') return pick(DAYS);
      return slot === 'number' ? String(2 + roll(60)) : pick(ACTORS);
    });
    return filled.charAt(0).toUpperCase() + filled.slice(1);
  };
  const articles: string[] = [];
  for (let written = 0; written < bytes; ) {
    const body = Array.from({ length: 12 }, () => (paragraphs[roll(paragraphs.length)] ?? []).map(fill).join(' '));
    const article = body.join('\n\n');
    articles.push(article);
    written += Buffer.byteLength(article);
  }
  return gathered('news', articles);
};

/** The founding article with other names in it each time: hardly a sentence without an event. */
const dense = (bytes: number): BenchText => {
  const roll = dice(7);
  const original = readFileSync(path.join(packageRoot(), 'seeds', 'articles', 'founding-article.txt'), 'utf8');
  const names = ['Suweida', 'Hajin', 'Deir Ezzor', 'Abu Kamal', 'Anbar'];
  const articles: string[] = [];
  for (let written = 0; written < bytes; ) {
    const others = new Map(names.map((name) => [name, PLACES[roll(PLACES.length)] ?? name]));
    const article = original.replace(/Suweida|Hajin|Deir Ezzor|Abu Kamal|Anbar/g, (name) => others.get(name) ?? name);
    articles.push(article);
    written += Buffer.byteLength(article);
  }
  return gathered('dense', articles);
};

/** The texts by name, each made as long as asked for. */
export const TEXTS: Readonly<Record<string, (bytes: number) => BenchText>> = { news, dense };
