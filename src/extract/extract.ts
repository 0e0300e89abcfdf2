/** Article → events: the stages of extraction in their order. */
import type { Knowledge } from '../knowledge/knowledge.ts';
import type { Article } from '../model/article.ts';
import type { Event, Extraction, Mention } from '../model/event.ts';
import type { ActionRow } from './actions.ts';
import { loadActions } from './actions.ts';
import { type CountedSentence, tallyCasualties } from './casualties.ts';
import { clean } from './clean.ts';
import { type DateMention, findDates, mayDate } from './dates.ts';
import { Discourse } from './discourse.ts';
import { factualityOf } from './factuality.ts';
import { finishSentence } from './finish.ts';
import { opensGate } from './gate.ts';
import { type Grammar, loadGrammar } from './grammar.ts';
import { matchEvents } from './match.ts';
import { listMentions } from './mentions.ts';
import { type NameSpan, scanNames } from './names.ts';
import { settleNamesakes } from './namesakes.ts';
import { settleLabels } from './note-labels.ts';
import { parse } from './parse.ts';
import { settleProtests } from './protest-response.ts';
import { findQuantities, mayCount, type QuantityMention } from './quantities.ts';
import { quotations } from './quotations.ts';
import { readReferent } from './read-referent.ts';
import { References } from './references.ts';
import type { Referent } from './referents.ts';
import { settleResponsibility } from './responsibility.ts';
import { linkRestatements } from './restatements.ts';
import { topicOf } from './section-topics.ts';
import type { FoundEvent, SentenceEvents } from './sentence-events.ts';
import { splitSentences } from './sentences.ts';
import type { NounPhrase } from './syntax.ts';
import { countriesOf } from './text-countries.ts';
import { type Token, tokenize } from './tokens.ts';
import { settleTransfers } from './transfers.ts';
import { readUnits } from './units.ts';
import { foldVictims } from './victims.ts';
import { foldWeaponClauses } from './weapon-clauses.ts';

export type Extractor = { extract(article: Article): Extraction };

/** What the stages share: knowledge of the world, of English, and of actions. */
export type Rules = { knowledge: Knowledge; grammar: Grammar; actions: ReadonlyMap<string, ActionRow> };

/** One sentence on its way through the stages. */
type Sentence = {
  start: number;
  end: number;
  heading: boolean;
  /** Whether it is the first of its block, and another follows there. */
  opens: boolean;
  /** Whether it is the first of its block. */
  first: boolean;
  tokens: Token[];
  names: NameSpan[];
  quantities: QuantityMention[];
};

/** An extractor over a knowledge base; `folder` holds `english/`, `frames/` and `actions.json`. Throws UserError where a file is wrong. */
export function createExtractor(options: { knowledge: Knowledge; folder: string }): Extractor {
  const rules: Rules = {
    knowledge: options.knowledge,
    grammar: loadGrammar(options.folder),
    actions: loadActions(options.folder),
  };
  return { extract: (article) => extract(article, rules) };
}

function extract(article: Article, rules: Rules): Extraction {
  const { text } = article;
  // 1 clean, 2 sentences, 3 names
  const sentences: Sentence[] = [];
  const labelled = new Map<number, string>();
  for (const block of clean(text)) {
    if (block.stated !== undefined) labelled.set(sentences.length, block.stated);
    const spans = splitSentences(text, block.start, block.end);
    for (const [index, { start, end }] of spans.entries()) {
      const tokens = tokenize(text, start, end, rules.grammar.lexicon);
      sentences.push({
        start,
        end,
        heading: block.kind === 'heading',
        opens: index === 0 && spans.length > 1,
        first: index === 0,
        tokens,
        names: scanNames(tokens, rules.knowledge),
        quantities: mayCount(tokens) ? findQuantities(text, start, end) : [],
      });
    }
  }
  const isQuoted = quotations(text);
  settleNamesakes(sentences, (id) => rules.knowledge.ancestors(id));
  const spokenOf = countriesOf(sentences, rules.knowledge);
  const countries = spokenOf.ordered;
  const discourse = new Discourse(rules.knowledge, countries, spokenOf.home);
  const mentions: Mention[] = [];
  const found: FoundEvent[] = [];
  let anchor: string | null = null;
  let heading: DateMention[] = [];
  for (const [index, sentence] of sentences.entries()) {
    const topic = topicOf(sentence, sentence.opens);
    discourse.nextSentence({ heading: sentence.heading || topic !== null, opensParagraph: sentence.first });
    if (topic !== null) discourse.openSection(topic);
    const own: DateMention[] = mayDate(sentence.tokens)
      ? findDates({ text, start: sentence.start, end: sentence.end, published: article.published, anchor })
      : [];
    // "14 August 2021. Clashes erupted …": a date that stands by itself dates what follows.
    const stated = own.length === 0 && !sentence.first ? heading : own;
    heading = isOnlyDate(sentence, own) ? own : own.length > 0 || sentence.first ? [] : heading;
    anchor = own.findLast((date) => !date.edtf.startsWith('XXXX') && date.usable)?.edtf ?? anchor;
    // 4 gate: only sentences with a trigger are parsed
    if (!opensGate(sentence.tokens)) {
      mentions.push(...listMentions({ text, sentence, dates: own, phrases: [], countries, rules }));
      noteNames(sentence, discourse);
      continue;
    }
    const read = readSentence({
      text,
      sentence,
      dates: own,
      stated,
      countries,
      here: spokenOf.of(sentence),
      discourse,
      rules,
      mentions,
      isQuoted,
    });
    found.push(...finishSentence(read, index, { article, discourse, countries, where: spokenOf.where, rules }));
  }
  // 10 victims and restatements
  const excessive = rules.grammar.cues.excessiveForce;
  const settled = foldVictims(settleProtests(foldWeaponClauses(found), { actions: rules.actions, excessive }));
  settleTransfers(settled, {
    sentences: sentences.map(({ start, end }) => text.slice(start, end)),
    cues: rules.grammar.cues,
  });
  settleResponsibility(settled, { text, sentences, actions: rules.actions });
  settleLabels(settled, { labelled, actions: rules.actions });
  tallyCasualties(settled, sentences.map(countable));
  const events: Event[] = settled.map(({ event }) => event);
  linkRestatements(events, rules.knowledge);
  return { id: article.id, events, mentions };
}

/** 5 parse, 6 clauses, 7 frames, 8 factuality, 9 coreference: one sentence. */
function readSentence(input: {
  text: string;
  sentence: Sentence;
  dates: DateMention[];
  /** Its dates, or the one that stands alone before it. */
  stated: DateMention[];
  countries: readonly string[];
  /** The country that its places lie in. */
  here: string | null;
  discourse: Discourse;
  rules: Rules;
  mentions: Mention[];
  isQuoted(at: number): boolean;
}): SentenceEvents {
  const { text, sentence, dates, countries, discourse, rules, isQuoted } = input;
  const { grammar, knowledge } = rules;
  const units = readUnits({ text, tokens: sentence.tokens, times: dates, names: sentence.names, grammar });
  const parsed = parse(units, grammar);
  const referents = new Map<NounPhrase, Referent>();
  const refer = (phrase: NounPhrase): Referent => {
    const known = referents.get(phrase);
    if (known !== undefined) return known;
    const made = readReferent(phrase, { text, units, knowledge, grammar, countries });
    referents.set(phrase, made);
    return made;
  };
  discourse.beIn(input.here);
  const references = new References({ parsed, refer, discourse, knowledge, isQuoted });
  references.readActors();
  const drafts = matchEvents({
    units,
    clauses: parsed.clauses,
    phrases: parsed.phrases,
    grammar,
    refer,
    trait: (action) => rules.actions.get(action) ?? { symmetric: false, moves: false },
  });
  input.mentions.push(...listMentions({ text, sentence, dates, phrases: parsed.phrases.map(refer), countries, rules }));
  const context = { units, clauses: parsed.clauses, cues: grammar.cues, heading: sentence.heading };
  return {
    sentence,
    dates: input.stated,
    parsed,
    refer,
    references,
    drafts: asks(sentence) ? [] : drafts.map((draft) => ({ draft, factuality: factualityOf(draft, context) })),
  };
}

/** "Could Mogadishu fall?", "Who is fighting back?": a heading or a yes-or-no question tells nothing. */
function asks({ tokens, heading }: Sentence): boolean {
  if (tokens.at(-1)?.text !== '?') return false;
  const opens = tokens[0]?.word.closed ?? '';
  return heading || /^(?:modal|do|be|have)$/.test(opens);
}

/** A sentence as casualties are counted in it: where its words speak of people, where of things. */
function countable({ start, quantities, tokens, names }: Sentence): CountedSentence {
  const has = (token: number, classes: readonly string[]): boolean => {
    const found = tokens[token]?.word.classes ?? null;
    return found !== null && classes.some((name) => found.has(name));
  };
  const isRole = (token: number): boolean =>
    names.some(({ from, to, role }) => from <= token && token <= to && role !== null && !role.noun.actsForOwner);
  return {
    start,
    quantities,
    tokens,
    isPerson: (token) => isRole(token) || has(token, ['person', 'civilian']),
    isThing: (token) => has(token, ['property', 'settlement', 'site', 'weapon', 'aircraft', 'region', 'explosive']),
  };
}

/** Whether a sentence is nothing but a date. */
const isOnlyDate = ({ start, end }: Sentence, [date]: readonly DateMention[]): boolean =>
  date !== undefined && date.start - start <= 4 && end - date.end <= 2;

/** Sentences that are not parsed still name places and actors that later ones refer to. */
function noteNames(sentence: Sentence, discourse: Discourse): void {
  for (const span of sentence.names) {
    const hit = span.names?.[0];
    if (hit?.kind === 'actor')
      discourse.seeActor(
        { id: hit.actor.id, name: hit.actor.name, basis: 'direct', entry: hit.actor },
        {
          subject: span.from === 0,
          civilian: hit.actor.kind === 'civilians',
          individual: false,
          plural: false,
          word: '',
          at: sentence.tokens[span.from]?.start ?? 0,
        },
      );
    else if (hit?.kind === 'place')
      discourse.places.see(
        { id: hit.place.id, name: hit.place.name, basis: 'direct', entry: hit.place, head: null },
        { at: sentence.tokens[span.from]?.start ?? 0, subject: span.from === 0, aside: false },
      );
  }
}
