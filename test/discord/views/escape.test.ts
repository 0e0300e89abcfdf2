import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { escaped, linkTarget, plain, shortened } from '../../../src/discord/views/escape.ts';

describe('escaped text', () => {
  it.each([
    ['**bold**', '\\*\\*bold\\*\\*'],
    ['[a](https://b.c)', '\\[a\\]\\(https\\://b.c)'],
    ['see https://b.c now', 'see https\\://b.c now'],
    ['@everyone and @here', '@\u200beveryone and @\u200bhere'],
    ['<@&12> <@!3> <#4> </a:5> <t:6:R>', '\\<@\u200b&12> \\<@\u200b!3> \\<#4> \\</a:5> \\<t:6:R>'],
    ['||hidden|| ~~struck~~', '\\|\\|hidden\\|\\| \\~\\~struck\\~\\~'],
    ['- a list', '\\- a list'],
    ['1. a list', '1\\. a list'],
    ['> a quote', '\\> a quote'],
    ['# a heading', '\\# a heading'],
    ['-# small', '\\-# small'],
    ['two\nlines\r\nand\ttabs', 'two lines and tabs'],
    ['user@example.org at 12:30 (about ~20 | 30)', 'user@example.org at 12:30 (about ~20 | 30)'],
    ['السويداء', 'السويداء'],
  ])('%j is %j', (given, expected) => {
    expect(escaped(given)).toBe(expected);
  });

  it('holds no control character, direction override or half pair', () => {
    fc.assert(
      fc.property(fc.string({ unit: 'binary' }), (given) => {
        // biome-ignore lint/suspicious/noControlCharactersInRegex: they are what must be gone
        expect(escaped(given)).not.toMatch(/[\u0000-\u001f\u202a-\u202e\u2066-\u2069]|\p{Surrogate}/u);
      }),
    );
  });

  it('reads as the text without its backslashes', () => {
    const marks = fc.string({ unit: fc.constantFrom('*', '_', '\\', '`', '|', '~', '[', ')', '<', '#', 'a', ' ') });
    fc.assert(
      fc.property(marks, (given) => {
        expect(escaped(given).replace(/\\(.)/g, '$1')).toBe(plain(given));
      }),
    );
  });
});

describe('shortened text', () => {
  it('is never longer than asked, and ends in an ellipsis where something is missing', () => {
    fc.assert(
      fc.property(
        fc.string({ unit: 'grapheme', maxLength: 200 }),
        fc.integer({ min: 2, max: 100 }),
        (given, length) => {
          const short = shortened(given, length);
          expect(short.length).toBeLessThanOrEqual(length);
          expect(short === plain(given) || short.endsWith('…')).toBe(true);
          expect(short).not.toMatch(/\p{Surrogate}/u);
        },
      ),
    );
  });
});

describe('a link', () => {
  it.each([
    ['https://a.b/c?d=e#f', 'https://a.b/c?d=e#f'],
    ['http://a.b/(c)>', 'http://a.b/%28c%29%3E'],
    ['https://ar.example/سوريا', 'https://ar.example/%D8%B3%D9%88%D8%B1%D9%8A%D8%A7'],
    ['javascript:alert(1)', null],
    ['data:text/html,x', null],
    ['https://user:secret@bank.example', null],
    ['//no.scheme', null],
    ['not an address', null],
    [`https://a.b/${'x'.repeat(400)}`, null],
  ])('%s becomes %s', (given, expected) => {
    expect(linkTarget(given)).toBe(expected);
  });
});
