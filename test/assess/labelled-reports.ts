/** Labelled situations of a file in test/fixtures/incidents: short reports, and which of them are of one incident. */
import { readFileSync } from 'node:fs';
import type { Article } from '../../src/model/article.ts';

export type LabelledReport = { article: Article; situation: string; incident: string };

export function labelledReports(file: string): LabelledReport[] {
  const lines = readFileSync(`test/fixtures/incidents/${file}`, 'utf8').split('\n');
  const reports: LabelledReport[] = [];
  let situation = '';
  for (const line of lines) {
    if (line.startsWith('=')) situation = line.slice(2).trim();
    if (line === '' || line.startsWith('#') || line.startsWith('=')) continue;
    const [incident = '', source = '', published = '', text = ''] = line.split(' | ');
    const id = `r${reports.length}`;
    const article = { id, text, title: null, url: null, source, published: published === '-' ? null : published };
    reports.push({ article, situation, incident });
  }
  return reports;
}

/** Every two reports of one situation, and whether they are of one incident. */
export function labelledPairs(
  reports: readonly LabelledReport[],
): { a: LabelledReport; b: LabelledReport; same: boolean }[] {
  return reports.flatMap((a, index) =>
    reports
      .slice(index + 1)
      .filter((b) => b.situation === a.situation)
      .map((b) => ({ a, b, same: a.incident === b.incident })),
  );
}
