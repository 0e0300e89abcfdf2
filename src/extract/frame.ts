/** The shape of a frame: which words name an action, what must stand beside them, and whose role each slot is. */
import { z } from 'zod';
import { ControlChange, Factuality } from '../model/event.ts';

/** What a slot must hold for a frame to apply; `none` means that the slot must be empty, `band` fighters of no state. */
export const Need = z.enum([
  'actor',
  'actor-or-none',
  'aircraft',
  'any',
  'armed',
  'armed-or-none',
  'artillery',
  'band',
  'barricade',
  'base',
  'civilian',
  'civilian-or-none',
  'combatant',
  'control-noun',
  'crowd',
  'demonstration',
  'drone',
  'encounter',
  'explosive',
  'forces',
  'forces-or-none',
  'fugitive',
  'grenade',
  'leader',
  'locality',
  'materiel',
  'mob',
  'none',
  'notplace',
  'notweapon',
  'official',
  'person',
  'place',
  'power',
  'property',
  'protesters',
  'reflexive',
  'route',
  'side',
  'state',
  'strike',
  'suicide-bomber',
  'target',
  'vessel',
  'weapon',
]);
export type Need = z.infer<typeof Need>;

/**
 * What a slot's filler is to the event. `target` is place or recipient (`place-target`: a name that nobody knows is a
 * place), `object` nothing, `parties` actor and recipient, `crowd` the actor where it is a crowd, else the place.
 */
export const Role = z.enum([
  'actor',
  'recipient',
  'place',
  'target',
  'place-target',
  'origin',
  'origin-actor',
  'destination',
  'parties',
  'crowd',
  'object',
  'none',
]);
export type Role = z.infer<typeof Role>;

const Words = z.array(z.string().min(1)).default([]);

/** An example that a frame must find: the text, and the fields of the event that it must yield. */
const FrameExample = z.object({
  text: z.string().min(1),
  actor: z.string().nullable().optional(),
  recipient: z.string().nullable().optional(),
  place: z.string().nullable().optional(),
  factuality: Factuality.optional(),
});

/**
 * One frame. `verbs` are infinitives, a particle behind a blank ("drive out"); `nouns` name the action by themselves;
 * `objectNouns` must head the verb's object ("take control"), `prepNouns` the object of a preposition ("under fire").
 * `needs` and `roles` are keyed by slot: `subj`, `obj`, or a preposition. `of` says whose an "of" behind the noun is;
 * `needs.owner` what must own a noun. A frame without words is given by a later stage to events that are more than they say.
 */
export const Frame = z.strictObject({
  id: z.string().regex(/^[a-z-]+(\.[a-z-]+)*$/),
  action: z.string(),
  verbs: Words,
  nouns: Words,
  objectNouns: Words,
  adjectives: Words,
  adjunctNouns: Words,
  prepNouns: z.record(z.string(), z.array(z.string())).default({}),
  needs: z.record(z.string(), Need).default({}),
  roles: z.record(z.string(), Role).default({}),
  of: z
    .enum(['actor', 'recipient', 'place', 'either', 'place-or-recipient', 'place-or-actor', 'place-or-property'])
    .default('either'),
  requiresActor: z.boolean().default(false),
  requiresPlace: z.boolean().default(false),
  requiresRecipient: z.boolean().default(false),
  /** Set where its noun alone tells nothing ("the meeting was short"): somebody must be beside it. */
  requiresParty: z.boolean().default(false),
  /** Verbs of which one must say what it is done for ("gathered to denounce"). */
  aims: Words,
  /** Set where the subject must be counted ("nine people died", "some 9,000 residents left"). */
  countedOnly: z.boolean().default(false),
  /** Its nouns are things: they name an event only where they did harm ("killed by a roadside bomb"). */
  asInstrument: z.boolean().default(false),
  /** Set where the event is what security forces did about a demonstration. */
  response: z.enum(['intervention', 'force']).optional(),
  /** Set where the verbs name the action also over an infinitive ("agreed to withdraw"). */
  governs: z.boolean().default(false),
  /** Adjectives that name the action over an infinitive ("is willing to withdraw"). */
  predicates: Words,
  /** Set where what stands under the infinitive, if it is an event, says it all ("promised to send aid"). */
  givesWay: z.boolean().default(false),
  /** Set where a statement names the action because it says what somebody must do ("said that Iran must withdraw"). */
  obliges: z.boolean().default(false),
  /** Set where participles and purposes only describe ("rebels backed by Turkey", "troops to support the army"). */
  statedOnly: z.boolean().default(false),
  /** Prepositions behind the object that lead to the other party, whose the object is ("rejected an offer from Iran"). */
  via: Words,
  /** Set where the event is about part of a place only. */
  partial: z.boolean().default(false),
  /** The control that it states, where the action alone does not say. */
  state: ControlChange.optional(),
  examples: z.array(FrameExample).default([]),
  counterexamples: Words,
});
export type Frame = z.infer<typeof Frame>;

export const FrameFile = z.strictObject({
  provenance: z.string(),
  licence: z.string(),
  family: z.string(),
  notes: z.string(),
  frames: z.array(Frame),
});
