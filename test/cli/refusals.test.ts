import { describe, expect, it } from 'vitest';
import { refused, sayRefusals } from '../../src/cli/refusals.ts';
import { UserError } from '../../src/errors.ts';

const refusal = (id: string, message: string) => refused(id, new UserError('wrong', message));

describe('what was refused', () => {
  it('is said in one line, the same reason once', () => {
    const empty = ['a', 'b', 'c', 'd', 'e'].map((id) => refusal(id, 'It is empty: write some text.'));
    expect(sayRefusals([...empty, refusal('f', 'It is\nno JSON: mend it.')], 'article')).toBe(
      '6 articles were refused. a, b, c and 2 more: It is empty: write some text. f: It is no JSON: mend it.',
    );
  });

  it('does not name twice what the reason names', () => {
    expect(sayRefusals([refusal('a.txt', 'a.txt does not exist: check the path.')], 'article')).toBe(
      '1 article was refused. a.txt does not exist: check the path.',
    );
  });

  it('is bounded, and says where the rest stands', () => {
    const many = Array.from({ length: 7 }, (_, n) => refusal(`x${n}`, `Reason ${n}.`));
    expect(sayRefusals(many, 'line')).toMatch(
      /^7 lines were refused\. x0: Reason 0\. .*x4: Reason 4\. The lines on standard output give 2 more reasons\.$/,
    );
  });
});
