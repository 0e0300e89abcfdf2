/** Words for those who speak for a state or an organisation, and titles inside names ("Prime Minister Romendacil"). */

const OFFICES =
  'president|vice president|minister|foreign minister|prime minister|premier|chancellor|secretary|secretary general|official|spokesman|spokeswoman|spokesperson|ambassador|envoy|diplomat|leader|emir|king|queen|sultan|prince|crown prince|monarch|governor|senator|negotiator|mediator|lawmaker|delegate|chief|counterpart|commissioner';
const BODIES =
  'government|ministry|foreign ministry|defence ministry|defense ministry|authorities|leadership|administration|regime|cabinet|parliament|delegation|side|embassy|consulate|presidency|court|supreme court|congress|senate|junta|council|commission|spokesmen|parliamentarians';

const OFFICIAL = new RegExp(`^(?:(?:${OFFICES})s?|${BODIES}|ministries|envoys|secretaries)$`);
const TITLE = new RegExp(`(?:^|[\\s-])(?:${OFFICES})\\s+\\p{Lu}`, 'iu');

/** Whether a common noun, in singular or plural, names an office or a body of state. */
export const isOffice = (lower: string): boolean => OFFICIAL.test(lower);

/** Whether a name carries the title of an office in front ("Prime Minister Romendacil"). */
export const hasTitle = (name: string): boolean => TITLE.test(name);
