/**
 * How each action is said. Adding an action adds a row and no code.
 *
 * `say` holds predicates, the one that says most first: its first word is the verb, `{R}` the recipient, `{Rp}` people of
 * the recipient ("members of …"), `{P}` the place; the part in `<>` becomes the subject where the doer is not known.
 * `noun` names the event for sentences without a subject. A predicate or noun is used where all its slots are known.
 */
export type Phrase = {
  say: readonly string[];
  /** Other predicates while it is going on. */
  ongoing?: readonly string[];
  noun: readonly string[];
  /** It is the event that fails ("An attack by … failed"), not the doer's trying. */
  eventFails?: true;
  /** People of the actor do it, and these do where no actor is known. */
  people?: string;
  /** A state rather than an event: said in the present where it has no date, simple or progressive. */
  state?: 'simple' | 'progressive';
  /** Actor and recipient do it together, so that it cannot be told without either. */
  mutual?: true;
  /** Nobody means to do it: it is expected, not planned. */
  unintended?: true;
  /** The place is where it starts from. */
  leaves?: true;
  /** Other words where the control claim says this, or where the trigger has this word. */
  variants?: Readonly<Record<string, Partial<Phrase>>>;
};

/** `on` a target: the recipient, else the place, else nothing. */
const on = (noun: string, preposition = 'on'): string[] => [
  `${noun} ${preposition} {R}`,
  `${noun} ${preposition} {P}`,
  noun,
];
const doing = (noun: string, preposition = 'on', verb = 'carry out'): string[] =>
  on(noun, preposition).map((target) => `${verb} <${/^[aeiou]/.test(target) ? 'an' : 'a'} ${target}>`);
const withR = (text: string, preposition = 'with'): string[] => [`${text} ${preposition} {R}`, text];

/** Nouns of the templates that take no article, and those that stand in the plural. */
export const MASS_NOUNS: ReadonlySet<string> = new Set('aid cooperation looting shelling torture violence'.split(' '));
export const PLURAL_NOUNS: ReadonlySet<string> = new Set(
  'captives forces negotiations people sanctions talks ways weapons'.split(' '),
);

/** Every action of the ontology. */
export const PHRASES: Readonly<Record<string, Phrase>> = {
  attack: { say: ['attack <{R}>', 'attack <{P}>', 'carry out <an attack>'], noun: on('attack'), eventFails: true },
  ambush: { say: ['ambush <{R}>', 'carry out <an ambush>'], noun: ['ambush of {R}', 'ambush'], eventFails: true },
  offensive: {
    say: doing('offensive', 'against', 'launch').map((text) => text.replace('against {P}', 'on {P}')),
    ongoing: doing('offensive', 'against', 'press').map((text) => text.replace('against {P}', 'on {P}')),
    noun: ['offensive against {R}', 'offensive on {P}', 'offensive'],
    eventFails: true,
    variants: {
      invasion: {
        say: ['begin <an invasion of {P}>', 'begin <an invasion>'],
        ongoing: ['press <an invasion of {P}>', 'press <an invasion>'],
        noun: ['invasion of {P}', 'invasion'],
      },
    },
  },
  clear: {
    say: ['hunt down <{Rp}>', 'clear <{P}>', 'carry out <a clearing operation>'],
    noun: ['clearing operation against {R}', 'clearing operation'],
  },
  repel: { say: ['repel <an attack by {R}>', 'repel <an attack>'], noun: ['defence against {R}', 'defence'] },
  clash: { mutual: true, say: ['clash with {R}', 'fight'], noun: ['clash involving {R}', 'clash'] },
  capture: {
    say: ['capture <{P}> from {R}', 'capture <{P}>', 'capture <ground> from {R}', 'capture <ground>'],
    noun: ['capture of {P}', 'capture of ground'],
    variants: {
      'partly-gained': { say: ['capture <ground> from {R}', 'capture <ground>'], noun: ['capture of ground'] },
    },
  },
  advance: {
    say: ['advance against {R}', 'advance'],
    noun: ['advance against {R}', 'advance'],
    variants: {
      'partly-gained': { say: ['gain <ground> from {R}', 'gain <ground>'] },
      gained: { say: ['capture <{P}> from {R}', 'capture <{P}>', 'capture <ground>'] },
    },
  },
  expel: {
    say: [
      'drive <{R}> out of {P}',
      'drive <{R}> back',
      'drive <an unnamed opponent> out of {P}',
      'drive back <an unnamed opponent>',
    ],
    noun: ['expulsion of {R} from {P}', 'expulsion of {R}', 'expulsion'],
  },
  besiege: { say: ['besiege <{R}>', 'besiege <{P}>', 'lay <siege>'], noun: ['siege of {P}', 'siege of {R}', 'siege'] },
  'break-siege': {
    say: ['break <the siege of {P}>', 'break <a siege by {R}>', 'break <a siege>'],
    noun: ['breaking of a siege'],
  },
  control: {
    say: ['control <{P}>', 'control <ground>'],
    noun: ['control of {P}', 'control of ground'],
    state: 'simple',
    variants: { residual: { say: ['keep <a residual pocket>'], noun: ['residual pocket'] } },
  },
  'hand-over': {
    say: ['hand <{P}> over to {R}', 'hand over <{P}>', 'hand over <ground>'],
    noun: ['hand-over of {P} to {R}', 'hand-over of {P}', 'hand-over'],
  },
  withdraw: { say: ['withdraw'], noun: ['withdrawal'], leaves: true },
  airstrike: { say: doing('air strike'), noun: on('air strike'), eventFails: true },
  shell: {
    say: ['shell <{R}>', 'shell <{P}>', 'carry out <shelling>'],
    noun: ['shelling of {R}', 'shelling of {P}', 'shelling'],
    eventFails: true,
  },
  bombing: { say: doing('bomb attack'), noun: on('bomb attack'), eventFails: true },
  'suicide-bombing': {
    say: doing('suicide bombing', 'against'),
    noun: on('suicide bombing', 'against'),
    eventFails: true,
  },
  grenade: { say: doing('grenade attack'), noun: on('grenade attack'), eventFails: true },
  'chemical-attack': { say: doing('chemical attack'), noun: on('chemical attack'), eventFails: true },
  kill: { say: ['kill <{Rp}>', 'kill <people>'], noun: ['killing of {Rp}', 'killing of people'] },
  execute: { say: ['execute <{Rp}>', 'carry out <an execution>'], noun: ['execution of {Rp}', 'execution'] },
  torture: { say: ['torture <{Rp}>', 'torture <people>'], noun: ['torture of {Rp}', 'torture'] },
  'sexual-violence': {
    say: ['commit <sexual violence against {Rp}>', 'commit <sexual violence>'],
    noun: ['sexual violence against {Rp}', 'sexual violence'],
  },
  kidnap: { say: ['kidnap <{Rp}>', 'kidnap <people>'], noun: ['kidnapping of {Rp}', 'kidnapping'] },
  'hold-hostages': {
    say: ['hold <{Rp}> hostage', 'hold <people> hostage'],
    noun: ['hostage-taking'],
    state: 'progressive',
  },
  release: { say: ['release <{Rp}>', 'release <captives>'], noun: ['release of {Rp}', 'release of captives'] },
  arrest: { say: ['arrest <{Rp}>', 'arrest <people>'], noun: ['arrest of {Rp}', 'arrest'] },
  'seize-weapons': { say: ['seize <weapons> from {R}', 'seize <weapons>'], noun: ['seizure of weapons'] },
  'disarm-bomb': { say: ['disarm <a bomb>'], noun: ['disarming of a bomb'] },
  deploy: { say: ['deploy <forces>'], noun: ['deployment of forces'] },
  'establish-base': { say: ['establish <a base>'], noun: ['establishment of a base'] },
  'block-escape': {
    say: ['block <the escape of {Rp}>', 'block <ways of escape>'],
    noun: ['blocking of ways of escape'],
  },
  flee: { say: ['flee <{R}>', 'flee'], noun: ['flight'], people: 'people', leaves: true },
  infiltrate: {
    say: ['infiltrate <{P}>', 'infiltrate'],
    noun: ['infiltration of {P}', 'infiltration'],
    people: 'people',
  },
  evacuate: {
    say: ['evacuate <{Rp}>', 'carry out <an evacuation>'],
    noun: ['evacuation of {Rp}', 'evacuation'],
    leaves: true,
  },
  displace: {
    say: ['displace <{Rp}>', 'displace <people>'],
    noun: ['displacement of {Rp}', 'displacement'],
    leaves: true,
  },
  defect: { say: ['defect to {R}', 'defect'], noun: ['defection'], people: 'people' },
  join: { say: ['join <{R}>', 'join another group'], noun: ['accession to {R}', 'accession to another group'] },
  split: { say: ['split from {R}', 'split'], noun: ['split from {R}', 'split'] },
  merge: { mutual: true, say: ['merge with {R}', 'merge with another group'], noun: ['merger with {R}', 'merger'] },
  surrender: { say: ['surrender to {R}', 'surrender'], noun: ['surrender to {R}', 'surrender'], people: 'people' },
  agreement: {
    mutual: true,
    say: doing('agreement', 'with', 'reach').filter((text) => !text.includes('{P}')),
    noun: withR('agreement'),
  },
  negotiate: { mutual: true, say: withR('negotiate'), noun: withR('negotiations') },
  ceasefire: {
    mutual: true,
    say: ['agree <a ceasefire with {R}>', 'agree <a ceasefire>'],
    noun: withR('ceasefire'),
    eventFails: true,
  },
  exchange: {
    mutual: true,
    say: ['carry out <an exchange with {R}>', 'carry out <an exchange>'],
    noun: withR('exchange'),
  },
  'violate-ceasefire': {
    say: ['violate <a ceasefire with {R}>', 'violate <a ceasefire>'],
    noun: ['violation of a ceasefire with {R}', 'violation of a ceasefire'],
  },
  loot: { say: ['loot <property of {R}>', 'loot <{P}>', 'loot <property>'], noun: ['looting of {P}', 'looting'] },
  destroy: {
    say: ['destroy <property of {R}>', 'destroy <property>'],
    noun: ['destruction of property of {R}', 'destruction of property'],
  },
  protest: { say: withR('protest', 'against'), noun: withR('protest', 'against'), people: 'people' },
  riot: { say: withR('riot', 'against'), noun: withR('riot', 'against'), people: 'people' },
  'mob-violence': {
    say: ['commit <mob violence against {Rp}>', 'commit <mob violence>'],
    noun: ['mob violence against {Rp}', 'mob violence'],
  },
  threaten: { say: ['threaten <{R}>', 'make <a threat>'], noun: withR('threat', 'against') },
  demand: { say: ['make <a demand on {R}>', 'make <a demand>'], noun: withR('demand', 'on') },
  accuse: { say: ['accuse <{R}>', 'make <an accusation>'], noun: withR('accusation', 'against') },
  reject: {
    say: ['reject <a proposal or demand by {R}>', 'reject <a proposal or demand>'],
    noun: ['rejection of a proposal or demand by {R}', 'rejection of a proposal or demand'],
  },
  sanction: { say: ['impose <sanctions on {R}>', 'impose <sanctions>'], noun: withR('sanctions', 'on') },
  aid: { say: ['give <aid to {R}>', 'give <aid>'], noun: withR('aid', 'to') },
  cooperate: { mutual: true, say: withR('cooperate'), noun: withR('cooperation') },
  consult: { mutual: true, say: ['hold <talks with {R}>', 'hold <talks>'], noun: withR('talks') },
  attrition: { say: ['lose <strength>'], noun: ['loss of strength'], state: 'progressive', unintended: true },
};
