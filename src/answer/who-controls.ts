/** Answers `/who-controls`: who holds a place as of a date, who contests it, how sure that is, and why. */
import type { Assessment } from '../assess/assess-place.ts';
import { assessPlace } from '../assess/assess-place.ts';
import type { Section, WhoControlsAnswer } from '../model/answer.ts';
import type { PlaceRef } from '../model/ref.ts';
import type { AnswerContext } from './context.ts';
import { historyData } from './control-history.ts';
import { controlSections } from './control-sections.ts';
import { EvidenceList, note } from './evidence-list.ts';
import { readAsSection, unknownName } from './filter.ts';
import { findPlace, placeArgument } from './find-names.ts';
import { MOST_COUNTED, reportsOfEvents } from './incident-words.ts';
import { dateOption, todayOf } from './parameters.ts';
import { withText } from './plain-text.ts';
import { reportsOn } from './reports.ts';
import { sayAssessment, titleOf } from './wording/say-control.ts';
import { worldOf } from './world.ts';

export type WhoControlsQuestion = { place: string; asOf?: string | undefined };

/** How many other readings of a name are listed. */
const SHOWN = 8;

/** Throws a UserError for a date that is none; an unknown place is an answer with `error`. */
export async function answerWhoControls(
  context: AnswerContext,
  question: WhoControlsQuestion,
): Promise<WhoControlsAnswer> {
  const asOf = dateOption('as-of', question.asOf)?.edtf ?? null;
  const resolved = await findPlace(context, question.place);
  if (resolved.found === null) return unknownPlace(question.place, resolved.suggestions, asOf);

  const place = resolved.found;
  const { knowledge } = context;
  const { events, cut } = await reportsOn(context, place.id, asOf);
  const today = todayOf(context);
  const assessment = assessPlace({ place, events, asOf, today, world: worldOf(knowledge) });
  const evidence = new EvidenceList();
  const sections = await controlSections({ context, assessment, evidence });
  if (evidence.all.length === 0) sections.push(await nothingKnown(context, place));
  if (cut) {
    const ofParts = knowledge.parts(place.id).length === 0 ? '' : ', and the newest on each part';
    sections.push({
      heading: null,
      statements: [note(`Only ${events.length} reports were weighed: the newest${ofParts}.`)],
    });
  }
  const { alternatives } = resolved;
  if (alternatives.length > 0) sections.push(otherReadings(alternatives, context));

  return withText<Omit<WhoControlsAnswer, 'text'>>({
    command: 'who-controls',
    title: asOf === null ? titleOf(assessment, knowledge) : `${titleOf(assessment, knowledge)} As of ${asOf}`,
    headline: sayAssessment(assessment, knowledge),
    sections: [...readAsSection(resolved.readAs), ...sections],
    evidence: evidence.all,
    place,
    asOf,
    status: assessment.status,
    holder: assessment.holder,
    challengers: assessment.challengers,
    since: assessment.since,
    confidence: assessment.confidence,
    parts: assessment.parts.map(partOf),
    history: historyData(assessment, knowledge),
    alternatives,
  });
}

const partOf = ({ place, status, holder, challengers }: Assessment): WhoControlsAnswer['parts'][number] => ({
  place,
  status,
  holder,
  challengers,
});

/** What there is instead of an answer. */
async function nothingKnown({ store, viewer, knowledge }: AnswerContext, place: PlaceRef): Promise<Section> {
  const { articles } = await store.counts(viewer);
  if (articles === 0) return { heading: null, statements: [note('The store holds no articles yet.')] };
  const reports = await store.countEvents({ viewer, places: [place.id], firstOnly: true, limit: MOST_COUNTED + 1 });
  const others =
    reports === 0
      ? 'No event there is known either.'
      : `There ${reports === 1 ? 'is' : 'are'} ${reportsOfEvents(reports)} there: /events ${placeArgument(place, knowledge)}`;
  const { name } = place;
  const mentioned = await store.mentioned('place', viewer, { prefix: name, limit: ALIKE });
  const alike = mentioned.filter(({ id }) => id !== place.id);
  const also = alike.map(
    (other) => `Stored articles tell of ${other.name}: /who-controls ${placeArgument(other, knowledge)}`,
  );
  return { heading: null, statements: [others, ...also].map(note) };
}

/** How many places with a name that begins alike are named where nothing is known of a place. */
const ALIKE = 4;

const otherReadings = (alternatives: readonly PlaceRef[], { knowledge }: AnswerContext): Section => ({
  heading: 'Other places of that name',
  statements: alternatives.slice(0, SHOWN).map((place) => {
    const { admin1, country, name } = place;
    const kind = knowledge.places.get(place.id)?.kind.replace('admin1', 'governorate').replace('admin2', 'district');
    const within = [kind, admin1 === name ? null : admin1, country].filter((word) => word != null);
    return note(`${name} (${within.join(', ')}): /who-controls place:${place.id}`);
  }),
});

function unknownPlace(typed: string, suggestions: string[], asOf: string | null): WhoControlsAnswer {
  return withText<Omit<WhoControlsAnswer, 'text'>>({
    command: 'who-controls',
    ...unknownName('place', typed, suggestions),
    place: null,
    asOf,
    status: 'unknown',
    holder: null,
    challengers: [],
    since: null,
    confidence: { level: 'low', likelihood: 'roughly even chance', reasons: ['The place is not known.'] },
    parts: [],
    history: [],
    alternatives: [],
  });
}
