/** Events in words: every action in every degree of factuality with any slot missing, and examples that a person reviewed. */
import { describe, expect, it } from 'vitest';
import { PHRASES } from '../../../src/answer/wording/phrases.ts';
import { sayEvent, toneOf } from '../../../src/answer/wording/say-event.ts';
import { conjugate } from '../../../src/answer/wording/verbs.ts';
import { loadKnowledge } from '../../../src/knowledge/load-knowledge.ts';
import type { Event, EventDate } from '../../../src/model/event.ts';
import { Factuality, Stance } from '../../../src/model/event.ts';
import { ACTION_ROWS, actorRef, madeEvent, placeRef } from '../made-events.ts';

const knowledge = loadKnowledge({ folder: 'seeds/knowledge' });
const SDF = actorRef('SDF', knowledge);
const ISIS = actorRef('Islamic State', knowledge);
const ARMY = actorRef('Syrian army', knowledge);
const CIVILIANS = actorRef('civilians', knowledge);
const FORCES = actorRef('Iraqi Security Forces', knowledge);
const UNKNOWN = actorRef('Black Sand Brigade', knowledge);
const HAJIN = placeRef('Hajin', knowledge);
const DAM = placeRef('Damietta dam', knowledge);
const NEAR_HAJIN = placeRef('Hajin', knowledge, { relation: 'near' });
const BADIA = placeRef('Badia desert', knowledge);
const IRAQ = placeRef('Iraq', knowledge);
const DAY: EventDate = { edtf: '2018-09-20', text: '20 September 2018', precision: 'day' };
const YEARLESS: EventDate = { edtf: 'XXXX-07-25', text: 'on 25 July', precision: 'day' };

const say = (more: Partial<Event> & { action: string }): string => sayEvent(madeEvent(more), knowledge);

describe('any event in words', () => {
  const actors = [SDF, FORCES, CIVILIANS, UNKNOWN, { ...SDF, basis: 'inferred' as const }, null];
  const recipients = [ISIS, CIVILIANS, SDF, { ...ISIS, basis: 'inferred' as const }, null];
  const places = [HAJIN, DAM, NEAR_HAJIN, null];
  const dates = [DAY, YEARLESS, null];
  const attributions = [null, ...Stance.options.map((stance) => ({ text: 'activists', ref: ARMY, stance }))];

  const combinations: Event[] = [];
  for (const { action } of ACTION_ROWS) {
    for (const factuality of Factuality.options) {
      for (const actor of actors) {
        for (const recipient of recipients) {
          for (const [index, place] of places.entries()) {
            // Dates, attributions and movement take turns, so that each meets every action and factuality.
            const turn = combinations.length + index;
            combinations.push(
              madeEvent({
                action,
                factuality,
                actor,
                recipient,
                place,
                date: dates[turn % dates.length] ?? null,
                attribution: attributions[turn % attributions.length] ?? null,
                origin: turn % 7 === 0 ? HAJIN : null,
                destinations: turn % 5 === 0 ? [BADIA, IRAQ] : [],
                casualties: turn % 11 === 0 ? { killed: 3, wounded: null, captured: 2 } : null,
              }),
            );
          }
        }
      }
    }
  }
  const told = combinations.map((event) => ({ event, text: sayEvent(event, knowledge) }));
  const wrong = (isWrong: (text: string, event: Event) => boolean): string[] =>
    told
      .filter(({ text, event }) => isWrong(text, event))
      .map(({ text, event }) => `${event.action}: ${text}`)
      .slice(0, 10);

  it('covers every action of the ontology', () => {
    expect(ACTION_ROWS.map(({ action }) => action).filter((action) => PHRASES[action] === undefined)).toEqual([]);
    expect(told.length).toBeGreaterThan(40_000);
  });

  it('is one clean sentence', () => {
    expect(wrong((text) => !/^[A-Z0-9].*[^. ]\.$/.test(text))).toEqual([]);
    expect(wrong((text) => /\s{2}|\s[.,;)]|\(\s|\.\.|,\.|\n/.test(text))).toEqual([]);
    expect(wrong((text) => /undefined|null|NaN|\[object|[{}<>]/.test(text))).toEqual([]);
    expect(wrong((text) => /\b(the|a|an|of|in|by|from|to|that) \1\b/i.test(text))).toEqual([]);
    expect(wrong((text) => /\ba [aeiou]\w|\ban [^aeiou\W]/i.test(text) && !/\ba (?:u|one)/i.test(text))).toEqual([]);
  });

  it('agrees in number', () => {
    expect(
      wrong(
        (text) =>
          /\b(?:members of [^,.;]*|[Cc]ivilians|people) (?:is|was|plans|does)\b/.test(text) &&
          !/(?:of|on|against|with|by|to|from|involving|kidnap|kill|arrest|\bheld?|evacuate|displace|release|execute|torture|down) (?:some |members|civilians|people)/.test(
            text,
          ),
      ),
    ).toEqual([]);
    expect(
      wrong(
        (text) =>
          /\bthe (?:SDF|Islamic State) (?:are|were|plan|do|deny|claim|allege)\b/.test(text) &&
          !/(?:of|by|with|against|to|on|from) the (?:SDF|Islamic State)/.test(text),
      ),
    ).toEqual([]);
  });

  it('never tells a plan, a possibility, an attempt or a denial as done', () => {
    const isFree = ({ attribution }: Event): boolean => attribution?.stance !== 'denied';
    const marks: Partial<Record<Factuality, RegExp>> = {
      planned: /\bplans? to\b|\bis a plan to\b|\b(?:is|are) planned\b|\bexpected to\b/i,
      conditional: /\b(?:could|is possible|are possible)\b.*stated only as a condition/,
      attempted: /\btried to\b|\battempt/i,
      failed: /\bfailed\b/,
      negated: /\bnot\b|\bno longer\b|^No\b/,
    };
    for (const [factuality, mark] of Object.entries(marks)) {
      expect(wrong((text, event) => event.factuality === factuality && isFree(event) && !mark.test(text))).toEqual([]);
    }
    const unreal: readonly Factuality[] = ['planned', 'conditional', 'attempted', 'failed', 'negated'];
    expect(
      wrong((text, event) => {
        const [base = ''] = (PHRASES[event.action]?.say[0] ?? '').split(' ');
        const { past } = conjugate(base);
        if (!unreal.includes(event.factuality) || !isFree(event) || past === base) return false;
        return new RegExp(`(?:SDF|Forces|ivilians|Brigade|People|Members of the SDF) ${past}\\b`).test(text);
      }),
    ).toEqual([]);
  });

  it('tells of what is denied only as somebody’s denial', () => {
    expect(
      wrong((text, event) => event.attribution?.stance === 'denied' && !/^The Syrian army denies that /.test(text)),
    ).toEqual([]);
  });

  it('names the doer wherever there is one', () => {
    const names: Readonly<Record<string, string>> = {
      sdf: 'SDF',
      'iraqi-security-forces': 'Iraqi Security Forces',
      civilians: 'ivilians',
    };
    expect(
      wrong((text, { actor }) => actor !== null && !text.includes(names[actor.id] ?? 'Black Sand Brigade')),
    ).toEqual([]);
  });
});

describe('events in words', () => {
  it('says who did what to whom, where and when', () => {
    expect(say({ action: 'attack', actor: SDF, recipient: ISIS, place: HAJIN, date: DAY })).toBe(
      'The SDF attacked the Islamic State in Hajin on 20 September 2018.',
    );
    expect(say({ action: 'besiege', factuality: 'ongoing', actor: ARMY, place: DAM })).toBe(
      'The Syrian army is besieging the Damietta dam, south of Al-Dars.',
    );
    expect(say({ action: 'flee', factuality: 'attempted', actor: ISIS, place: HAJIN })).toBe(
      'Members of the Islamic State tried to flee from Hajin.',
    );
    expect(say({ action: 'flee', factuality: 'ongoing', actor: ISIS, destinations: [BADIA, IRAQ] })).toBe(
      'Members of the Islamic State are fleeing towards the Badia and Iraq.',
    );
    expect(say({ action: 'agreement', factuality: 'failed', actor: ISIS, recipient: ARMY })).toBe(
      'The Islamic State failed to reach an agreement with the Syrian army.',
    );
    expect(say({ action: 'attack', factuality: 'failed', actor: ISIS, place: HAJIN })).toBe(
      'An attack on Hajin by the Islamic State failed.',
    );
    expect(say({ action: 'deploy', actor: FORCES, place: NEAR_HAJIN })).toBe(
      'The Iraqi Security Forces deployed forces near Hajin.',
    );
  });

  it('turns to the passive where nobody is named', () => {
    expect(say({ action: 'attack', place: HAJIN })).toBe('Hajin was attacked.');
    expect(say({ action: 'kidnap', recipient: CIVILIANS, date: YEARLESS })).toBe(
      'Civilians were kidnapped on 25 July (year not given).',
    );
    expect(say({ action: 'clash', place: HAJIN })).toBe('A clash took place in Hajin.');
    expect(say({ action: 'withdraw', place: HAJIN, factuality: 'ongoing' })).toBe(
      'A withdrawal from Hajin is under way.',
    );
  });

  it('counts people where the article counts them', () => {
    const three = { ...ISIS, text: '3 jihadists of the Islamic State' };
    expect(say({ action: 'arrest', actor: FORCES, recipient: three })).toBe(
      'The Iraqi Security Forces arrested 3 members of the Islamic State.',
    );
    const dozens = { ...CIVILIANS, text: 'Dozens of civilians' };
    expect(say({ action: 'flee', actor: dozens })).toBe('Dozens of civilians fled.');
    expect(say({ action: 'kill', recipient: { ...CIVILIANS, text: 'more than 20 civilians' }, actor: SDF })).toBe(
      'The SDF killed more than 20 civilians.',
    );
    expect(say({ action: 'execute', actor: ISIS, recipient: { ...ISIS, text: 'some' } })).toBe(
      'The Islamic State executed some of its own members.',
    );
  });

  it('says that part of a place was captured, as the quote says how much', () => {
    const control = { place: HAJIN, holder: SDF, loser: ISIS, change: 'partly-gained', basis: 'stated' } as const;
    const captured = { action: 'capture', actor: SDF, recipient: ISIS, place: HAJIN, control };
    expect(say(captured)).toBe('The SDF captured ground from the Islamic State in Hajin.');
    const text = 'The SDF took parts of Hajin from Isis';
    expect(say({ ...captured, evidence: { text, start: 0, end: text.length } })).toBe(
      'The SDF captured parts of Hajin from the Islamic State.',
    );
  });

  it('says who says so', () => {
    const captured = { action: 'capture', actor: ISIS, place: HAJIN };
    const by = (ref: Event['actor'], stance: Stance, text = ''): Event['attribution'] => ({ ref, stance, text });
    expect(say({ ...captured, attribution: by(ISIS, 'claimed') })).toBe(
      'The Islamic State captured Hajin, by its own account.',
    );
    expect(say({ ...captured, attribution: by(SDF, 'reported') })).toBe(
      'The Islamic State captured Hajin, the SDF said.',
    );
    expect(say({ ...captured, factuality: 'negated', attribution: by(ISIS, 'denied') })).toBe(
      'The Islamic State denies that it captured Hajin.',
    );
    const officials = { ...ARMY, basis: 'coref' } as const;
    expect(say({ ...captured, attribution: by(officials, 'reported', 'local officials said') })).toBe(
      'The Islamic State captured Hajin, local officials said.',
    );
    expect(say({ ...captured, attribution: by(null, 'reported', 'local sources') })).toBe(
      'The Islamic State captured Hajin, local sources said.',
    );
    expect(say({ ...captured, factuality: 'negated', attribution: by(ARMY, 'denied') })).toBe(
      'The Syrian army denies that the Islamic State captured Hajin.',
    );
    expect(say({ action: 'clash', factuality: 'negated', attribution: by(ARMY, 'denied') })).toBe(
      'The Syrian army denies that a clash took place.',
    );
  });

  it('marks what the quote itself does not say', () => {
    const inferred = { basis: 'inferred' } as const;
    expect(say({ action: 'kidnap', actor: { ...ISIS, ...inferred }, recipient: CIVILIANS })).toBe(
      'The Islamic State kidnapped civilians (doer inferred from the context).',
    );
    expect(
      say({ action: 'attack', actor: SDF, recipient: { ...ISIS, ...inferred }, place: { ...HAJIN, ...inferred } }),
    ).toBe('The SDF attacked Hajin (place inferred from the context).');
  });

  it('marks the other party where only context gives it', () => {
    expect(say({ action: 'clash', actor: SDF, recipient: { ...ISIS, basis: 'inferred' }, place: HAJIN })).toBe(
      'The SDF clashed with the Islamic State in Hajin (other party inferred from the context).',
    );
  });

  it.each<[string, string | null, 'reported' | 'claimed' | 'denied', string]>([
    ['A spokesman said', null, 'reported', 'The SDF captured Hajin, a spokesman said.'],
    ['a diplomat has told Reuters', null, 'reported', 'The SDF captured Hajin, a diplomat said.'],
    ['Pro-regime channels claim', null, 'claimed', 'The SDF captured Hajin, pro-regime channels claim.'],
    ['local reports said', null, 'reported', 'The SDF captured Hajin, local reports said.'],
    ['according to a UN report', null, 'reported', 'The SDF captured Hajin, a UN report said.'],
    ['Residents of Homs denied', null, 'denied', 'Residents of Homs deny that the SDF captured Hajin.'],
    ['two fighters said', 'unidentified-armed-group', 'reported', 'The SDF captured Hajin, two fighters said.'],
    ['two residents said', 'civilians', 'reported', 'The SDF captured Hajin, two residents said.'],
    ['they said', 'civilians', 'reported', 'The SDF captured Hajin, civilians said.'],
    ['he said', null, 'reported', 'The SDF captured Hajin, a speaker whom the quote does not name said.'],
    ['the militia claimed', 'isis', 'claimed', 'The SDF captured Hajin, the Islamic State claims.'],
  ])('gives "%s" one verb and says who it was', (text, id, stance, sentence) => {
    const attribution = { text, ref: id === null ? null : actorRef(id, knowledge), stance };
    expect(say({ action: 'capture', actor: SDF, place: HAJIN, attribution })).toBe(sentence);
  });

  it('names each destination once', () => {
    const action = { action: 'offensive', actor: SDF, factuality: 'planned' as const };
    expect(say({ ...action, destinations: [HAJIN, HAJIN, IRAQ] })).toBe(
      'The SDF plans to launch an offensive towards Hajin and Iraq.',
    );
  });

  it('tells what lasts since a date from what was done after it', () => {
    const since: EventDate = { edtf: '2025-01/..', text: 'since January', precision: 'month' };
    expect(say({ action: 'capture', actor: SDF, place: HAJIN, date: since })).toBe(
      'The SDF captured Hajin in or after January 2025.',
    );
    expect(say({ action: 'besiege', actor: SDF, place: HAJIN, date: since })).toBe(
      'The SDF has been besieging Hajin since January 2025.',
    );
    expect(say({ action: 'control', place: HAJIN, date: since })).toBe(
      'Hajin has been controlled by a side that is not named since January 2025.',
    );
  });

  it.each<[string, string, string]>([
    ['control', 'The SDF now controls most of Hajin', 'The SDF controls most of Hajin.'],
    ['control', 'The SDF controls half the town of Hajin', 'The SDF controls half of Hajin.'],
    ['control', 'Hajin, most of which is held by the SDF', 'The SDF controls most of Hajin.'],
    ['control', 'The SDF controls most of Idlib and Hajin town', 'The SDF controls Hajin.'],
    ['capture', 'The SDF captured parts of northern Hajin', 'The SDF captured parts of northern Hajin.'],
    ['capture', 'The SDF captured Hajin with most of the army gone', 'The SDF captured Hajin.'],
    ['capture', "The SDF, with most of Hajin's people, captured it", 'The SDF captured Hajin.'],
    ['capture', 'The SDF captured Hajin as part of Hajin operation', 'The SDF captured Hajin.'],
  ])('keeps how much of a place a quote speaks of (%#)', (action, text, sentence) => {
    expect(say({ action, actor: SDF, place: HAJIN, evidence: { text, start: 0, end: text.length } })).toBe(sentence);
  });

  it('says what is only expected as a plan or a condition', () => {
    const invasion = { text: 'invasion', start: 0, end: 8 };
    expect(say({ action: 'offensive', factuality: 'planned', actor: SDF, place: HAJIN, trigger: invasion })).toBe(
      'The SDF plans to begin an invasion of Hajin.',
    );
    expect(say({ action: 'surrender', factuality: 'conditional', actor: ISIS })).toBe(
      'Members of the Islamic State could surrender (stated only as a condition or a possibility).',
    );
    expect(say({ action: 'capture', factuality: 'planned', place: HAJIN })).toBe('There is a plan to capture Hajin.');
  });

  it('keeps the name of an actor nobody knows and the wording of a place nobody knows', () => {
    const place = placeRef('dam by the old mill', knowledge, { text: 'a dam by the old mill' });
    expect(say({ action: 'attack', actor: UNKNOWN, place })).toBe(
      'The Black Sand Brigade attacked a dam by the old mill.',
    );
  });

  it('tells an action that it has no words for by its name', () => {
    const event = { ...madeEvent({ action: 'attack', actor: SDF, place: HAJIN }), action: 'space-launch' };
    expect(sayEvent(event, knowledge)).toBe('A space launch event by the SDF took place in Hajin.');
  });

  it('gives each degree of certainty its own tone', () => {
    const tone = (factuality: Factuality, stance: Stance | null) =>
      toneOf({ actor: ISIS, factuality, attribution: stance === null ? null : { text: '', ref: null, stance } });
    expect(Factuality.options.map((factuality) => tone(factuality, null))).toEqual([
      'fact',
      'ongoing',
      'unknown',
      'failed',
      'planned',
      'planned',
      'denied',
    ]);
    expect(tone('actual', 'claimed')).toBe('claim');
    const ownAccount = { text: 'it said', ref: ISIS, stance: 'reported' } as const;
    expect(toneOf({ actor: ISIS, factuality: 'actual', attribution: ownAccount })).toBe('claim');
    expect(toneOf({ actor: SDF, factuality: 'actual', attribution: ownAccount })).toBe('fact');
    expect(tone('actual', 'denied')).toBe('denied');
    expect(tone('planned', 'claimed')).toBe('planned');
  });
});
