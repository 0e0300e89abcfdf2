/** Any document that the schema allows, strings of every kind included, for property tests. */
import fc from 'fast-check';
import { ControlChange, DatePrecision, Factuality, MentionKind, Stance } from '../../src/model/event.ts';
import type { ArticleDocument } from '../../src/model/record.ts';
import { Basis, PlacePrecision, PlaceRelation } from '../../src/model/ref.ts';
import type { Scope } from '../../src/model/scope.ts';

/** Everything a JavaScript string can hold: control characters, NUL, lone surrogates, whatever else engines choke on. */
const anyText = fc.oneof(
  fc.string({ unit: 'binary', maxLength: 30 }),
  fc.string({ unit: 'grapheme', maxLength: 30 }),
  fc.constantFrom('\0', '\ud800', 'a\udfffb', '\ue010', '\ue0100000', ':x', "'; drop table doc; --", '%', '', 'null'),
);
const anyName = anyText.filter((text) => text.length > 0);
const nullable = <T>(of: fc.Arbitrary<T>): fc.Arbitrary<T | null> => fc.option(of, { nil: null });
const offset = fc.nat({ max: 5_000_000 });

const span = { text: anyText, start: offset, end: offset };
const ref = fc.record({ ...span, id: anyName, name: anyName, basis: fc.constantFrom(...Basis.options) });
const degrees = nullable(fc.double({ noNaN: true, min: -180, max: 180 }).map((value) => value + 0));
const relation = fc.constantFrom(...PlaceRelation.options);
const placeRef = fc.record(
  {
    ...span,
    id: anyName,
    name: anyName,
    basis: fc.constantFrom(...Basis.options),
    relation,
    lat: degrees,
    lon: degrees,
    admin1: nullable(anyText),
    country: nullable(anyText),
    precision: fc.constantFrom(...PlacePrecision.options),
    relativeTo: fc.record({ id: anyText, name: anyText, relation }),
  },
  {
    requiredKeys: [
      'text',
      'start',
      'end',
      'id',
      'name',
      'basis',
      'relation',
      'lat',
      'lon',
      'admin1',
      'country',
      'precision',
    ],
  },
);
const count = nullable(fc.nat());

const event = fc.record({
  id: anyText,
  action: anyText,
  eventType: anyText,
  subEventType: anyText,
  plover: fc.record({ event: nullable(anyText), mode: nullable(anyText) }),
  actor: nullable(ref),
  recipient: nullable(ref),
  place: nullable(placeRef),
  origin: nullable(placeRef),
  destinations: fc.array(placeRef, { maxLength: 3 }),
  date: nullable(
    fc.record({
      edtf: fc.oneof(anyText, fc.constantFrom('2018-09', 'XXXX-07-25', '2018-09-25', '2018/2019', '9999-99-99')),
      text: anyText,
      precision: fc.constantFrom(...DatePrecision.options),
    }),
  ),
  factuality: fc.constantFrom(...Factuality.options),
  attribution: nullable(fc.record({ text: anyText, ref: nullable(ref), stance: fc.constantFrom(...Stance.options) })),
  control: nullable(
    fc.record({
      place: placeRef,
      holder: nullable(ref),
      loser: nullable(ref),
      change: fc.constantFrom(...ControlChange.options),
      basis: fc.constantFrom('stated' as const, 'implied' as const),
    }),
  ),
  casualties: nullable(fc.record({ killed: count, wounded: count, captured: count })),
  evidence: fc.record(span),
  sentence: fc.record(span),
  trigger: fc.record(span),
  rule: anyText,
  sameAs: nullable(anyText),
});

const scope: fc.Arbitrary<Scope> = fc.oneof(
  fc.constant<Scope>('shared'),
  anyText.map((id): Scope => `guild:${id}`),
  anyText.map((id): Scope => `user:${id}`),
);

export const articleDocument: fc.Arbitrary<ArticleDocument> = fc.record({
  version: fc.constant(1 as const),
  article: fc.record({
    id: anyName,
    text: anyText,
    title: nullable(anyText),
    url: nullable(anyText),
    source: nullable(anyText),
    published: nullable(fc.oneof(anyText, fc.constantFrom('2018', '2018-09-20', '2018-09-20T10:00:00Z'))),
  }),
  scope,
  ingestedAt: anyText,
  contentHash: anyText,
  events: fc.array(event, { maxLength: 4 }),
  mentions: fc.array(fc.record({ ...span, kind: fc.constantFrom(...MentionKind.options), id: nullable(anyText) }), {
    maxLength: 3,
  }),
});
