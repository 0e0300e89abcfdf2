/** Labelled text is read strictly: a label that cannot be scored is an error that says where it is. */
import { describe, expect, it } from 'vitest';
import { UserError } from '../../src/errors.ts';
import { parseLabelledText } from '../../src/evaluate/labelled-text.ts';

const failure = (text: string): string => {
  try {
    parseLabelledText(text, 'gold.jsonl');
  } catch (error) {
    if (error instanceof UserError) return error.message;
  }
  return 'no error';
};

describe('parseLabelledText', () => {
  it('reads articles and labels and passes over empty lines', () => {
    const [line, ...more] = parseLabelledText(
      '{"text":"Isis fled.","published":"2018-09-20","gold":[{"action":["flee","withdraw"],"place":null}],"label":"X"}\n\n',
      'gold.jsonl',
    );
    expect(more).toEqual([]);
    expect(line?.article).toMatchObject({ id: 'line-1', text: 'Isis fled.', published: '2018-09-20', title: null });
    expect(line?.gold).toEqual([{ action: ['flee', 'withdraw'], place: null }]);
  });

  it.each([
    ['', 'gold.jsonl is empty: write one article with its "gold" list'],
    ['{"text":"a"}\n{"text":"b"}', 'gold.jsonl labels nothing, so there is nothing to score'],
    ['{"text":"a"}\n{"text":', 'gold.jsonl, line 2: The line is not JSON'],
    ['{"text":""}', 'gold.jsonl, line 1: The article is empty'],
    ['{"text":"a","gold":[{"factuality":"maybe"}]}', 'gold.jsonl, line 1: "gold.0.factuality" is wrong'],
    ['{"text":"a","gold":[{"when":"today"}]}', 'gold.jsonl, line 1: "gold.0" is wrong'],
    [
      '{"text":"a","gold":[],"goldAttribution":[{"event":0,"by":"SDF"}]}',
      'gold.jsonl, line 1: goldAttribution names event 0, but gold has 0',
    ],
  ])('says what is wrong with %s', (text, message) => {
    expect(failure(text)).toContain(message);
  });
});
