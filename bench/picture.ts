/** Draws the README's picture from a real answer: `npm run --silent build && node dist/bench/picture.js "/who-controls Suweida" > .github/who-controls-suweida.svg`. */
import { spawnSync } from 'node:child_process';
import { mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import path from 'node:path';
import { fileURLToPath } from 'node:url';
import { Answer, type Tone } from '../src/model/answer.ts';
import { quotesOf } from '../src/model/quotes.ts';

type Line = { text: string; size: number; colour: string; italic: boolean; indent: number; gap: number };

const WIDTH = 860;
const MARGIN = 28;
/** Mean width of a letter of a sans-serif face, in em: enough to wrap by. */
const LETTER = 0.52;
const MARKS: Readonly<Record<Tone, [string, string]>> = {
  fact: ['●', '#57d38c'],
  ongoing: ['◐', '#f2c14e'],
  claim: ['“', '#6fa8ff'],
  planned: ['○', '#5ad1e6'],
  failed: ['✗', '#ff6b6b'],
  denied: ['⊘', '#ff6b6b'],
  unknown: ['?', '#c58af9'],
  note: ['·', '#a7a9b1'],
};

function wrapped(text: string, line: Omit<Line, 'text'>): Line[] {
  const columns = Math.floor((WIDTH - 2 * MARGIN - line.indent) / (line.size * LETTER));
  const lines: string[] = [''];
  for (const word of text.split(' ')) {
    const last = lines.at(-1) ?? '';
    if (last !== '' && last.length + word.length >= columns) lines.push(word);
    else lines[lines.length - 1] = last === '' ? word : `${last} ${word}`;
  }
  return lines.map((words, i) => ({ ...line, text: words, gap: i === 0 ? line.gap : 0 }));
}

function linesOf(answer: Answer): Line[] {
  const plain = { italic: false, indent: 0 };
  const lines = [
    ...wrapped(answer.title, { ...plain, size: 22, colour: '#ffffff', gap: 0 }),
    ...wrapped(answer.headline, { ...plain, size: 16, colour: '#dfe1e5', gap: 8 }),
  ];
  const quotes = quotesOf(answer);
  const shown = new Set<number>();
  for (const { heading, statements } of answer.sections) {
    if (heading !== null) lines.push(...wrapped(heading, { ...plain, size: 15, colour: '#ffffff', gap: 16 }));
    for (const { text, tone, evidence } of statements) {
      const [mark, colour] = MARKS[tone];
      lines.push(...wrapped(`${mark}  ${text}`, { ...plain, size: 15, colour, gap: 9, indent: 8 }));
      for (const { number, first } of quotes.of(evidence).filter((quote) => !shown.has(quote.number))) {
        shown.add(number);
        lines.push(...wrapped(`“${first.quote}”`, { size: 13, colour: '#a7a9b1', italic: true, indent: 34, gap: 2 }));
      }
    }
  }
  return lines;
}

const escaped = (text: string): string => text.replace(/&/g, '&amp;').replace(/</g, '&lt;').replace(/>/g, '&gt;');

/** The answer as an SVG of its own, without fonts or scripts from elsewhere. */
export function drawAnswer(answer: Answer): string {
  let y = MARGIN;
  const texts = linesOf(answer).map((line) => {
    y += line.gap + line.size * 1.35;
    const style = line.italic ? ' font-style="italic"' : '';
    return `<text x="${MARGIN + line.indent}" y="${y.toFixed(1)}" font-size="${line.size}" fill="${line.colour}"${style}>${escaped(line.text)}</text>`;
  });
  const height = Math.ceil(y + MARGIN);
  return [
    `<svg xmlns="http://www.w3.org/2000/svg" width="${WIDTH}" height="${height}" viewBox="0 0 ${WIDTH} ${height}" role="img" font-family="Inter, 'Segoe UI', Helvetica, Arial, sans-serif">`,
    `<title>${escaped(answer.title)}</title>`,
    `<rect width="${WIDTH}" height="${height}" rx="12" fill="#2b2d31"/>`,
    `<rect width="6" height="${height}" rx="3" fill="#f2c14e"/>`,
    ...texts,
    '</svg>',
    '',
  ].join('\n');
}

const [command] = process.argv.slice(2);
if (command !== undefined) {
  const dataDir = mkdtempSync(path.join(tmpdir(), 'sitrep-picture-'));
  const program = fileURLToPath(new URL('../src/main.js', import.meta.url));
  const { stdout } = spawnSync(process.execPath, [program, 'ask', '--json', command], {
    encoding: 'utf8',
    env: { ...process.env, SITREP_DATA_DIR: dataDir },
  });
  rmSync(dataDir, { recursive: true, force: true });
  process.stdout.write(drawAnswer(Answer.parse(JSON.parse(stdout))));
}
