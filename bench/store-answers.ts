/** Whole answers as commands give them: names looked up, the store asked, reports weighed, everything put into words. */
import { answerActor } from '../src/answer/actor.ts';
import { completePlace } from '../src/answer/complete.ts';
import type { AnswerContext } from '../src/answer/context.ts';
import { answerEvents } from '../src/answer/events.ts';
import { answerEvidence } from '../src/answer/evidence.ts';
import { answerSearch } from '../src/answer/search.ts';
import { answerSummary } from '../src/answer/summary.ts';
import { answerWhoControls } from '../src/answer/who-controls.ts';
import type { Draw } from './store-corpus.ts';

export type WholeAnswer = { name: string; ask: (context: AnswerContext, draw: Draw) => Promise<unknown> };

export const ANSWERS: readonly WholeAnswer[] = [
  { name: '/who-controls a town', ask: (context, { place }) => answerWhoControls(context, { place: place() }) },
  {
    name: '/who-controls a governorate',
    ask: (context, { region }) => answerWhoControls(context, { place: region() }),
  },
  { name: '/who-controls a country', ask: (context) => answerWhoControls(context, { place: 'syria' }) },
  {
    name: '/who-controls a governorate as of a day',
    ask: (context, { region, day }) => answerWhoControls(context, { place: region(), asOf: day() }),
  },
  { name: '/summary of a month', ask: (context, { month }) => answerSummary(context, month()) },
  {
    name: '/summary of a governorate, a month',
    ask: (context, { region, month }) => answerSummary(context, { place: region(), ...month() }),
  },
  { name: '/summary of a country', ask: (context) => answerSummary(context, { place: 'syria' }) },
  { name: '/events in a town', ask: (context, { place }) => answerEvents(context, { place: place() }) },
  { name: '/events in a governorate', ask: (context, { region }) => answerEvents(context, { place: region() }) },
  {
    name: '/events of an actor in a governorate',
    ask: (context, { actor, region }) => answerEvents(context, { actor: actor(), place: region() }),
  },
  {
    name: '/events in a governorate, a month',
    ask: (context, { region, month }) => answerEvents(context, { place: region(), ...month() }),
  },
  { name: '/actor', ask: (context, { actor }) => answerActor(context, { name: actor() }) },
  { name: '/evidence', ask: (context, { event }) => answerEvidence(context, { event: event() }) },
  { name: '/search', ask: (context, { place }) => answerSearch(context, { text: `capture ${place()}` }) },
  { name: 'autocomplete of a place, whole', ask: (context, { place }) => completePlace(context, place().slice(0, 3)) },
];
