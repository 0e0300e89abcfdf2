/** Sentences that mislead a reader of keywords: what each says, and what it does not. */
import { fileURLToPath } from 'node:url';
import { describe, expect, it } from 'vitest';
import { createExtractor } from '../../src/extract/extract.ts';
import { loadKnowledge } from '../../src/knowledge/load-knowledge.ts';
import type { Event } from '../../src/model/event.ts';

const folder = fileURLToPath(new URL('../../seeds/knowledge', import.meta.url));
const { extract } = createExtractor({ knowledge: loadKnowledge({ folder }), folder });
const eventsOf = (text: string): Event[] =>
  extract({ id: 'trap', text, title: null, url: null, source: null, published: null }).events;

/** An event in one line: action, actor, recipient, place, factuality, control. */
function line({ action, actor, recipient, place, factuality, control }: Event): string {
  const parts = [action, actor?.name ?? '–', recipient?.name ?? '–', place?.name ?? '–', factuality];
  return [...parts, ...(control === null ? [] : [control.change])].join(' · ');
}
const read = (text: string): string[] =>
  eventsOf(text)
    .filter(({ sameAs }) => sameAs === null)
    .map(line);
const only = (text: string, action: string): Event | undefined =>
  eventsOf(text).find((event) => event.action === action);

describe('clauses', () => {
  it('reads a relative clause as an event of its own', () => {
    expect(read('Lashio, which the MNDAA captured in August, was bombed by the junta.')).toContainEqual(
      'capture · Myanmar National Democratic Alliance Army · – · Lashio · actual · gained',
    );
  });

  it('reads a bare participle before the main verb as passive', () => {
    expect(read('Al-Shabaab fighters besieged in Adale refuse to lay down their weapons.')).toEqual([
      'besiege · – · Al-Shabaab · Adale · actual · besieged',
      'surrender · Al-Shabaab · – · – · negated',
    ]);
  });

  it('gives a participle without a subject the subject of its clause', () => {
    expect(only('The RSF looted Tambul before fleeing.', 'flee')?.actor?.id).toBe('rapid-support-forces');
  });

  it('makes no event of who stands behind an actor', () => {
    expect(read('The Libyan National Army, backed by Emirati drones, captured Tarhuna.')).toEqual([
      'capture · Libyan National Army · – · Tarhuna · actual · gained',
    ]);
  });

  it('gives a fronted phrase the subject of its clause', () => {
    expect(read('Under attack from M23, the Congolese army withdrew from Sake.')).toEqual([
      'attack · M23 · FARDC · Sake · actual',
      'withdraw · FARDC · – · Sake · actual · lost',
    ]);
  });

  it('reads a possessor as the one whose halted advance it was', () => {
    expect(only("The RSF's advance on El Obeid was halted.", 'advance')?.actor?.id).toBe('rapid-support-forces');
  });
});

describe('who did it to whom', () => {
  it.each([
    ['The army lost Lashio to the MNDAA.', 'mndaa'],
    ['Lashio fell to the MNDAA.', 'mndaa'],
    ['The fall of Lashio to the MNDAA was a blow.', 'mndaa'],
    ['Lashio was captured by the MNDAA.', 'mndaa'],
  ])('turns a converse verb round: %s', (text, holder) => {
    expect(only(text, 'capture')?.control).toMatchObject({ change: 'gained', holder: { id: holder } });
  });

  it('gives ceded ground to the one who receives it', () => {
    expect(read('Government troops ceded Akobo to the White Army.')[0]).toMatch(
      /White Army · Akobo · actual · handed-over$/,
    );
  });

  it('says who holds on when control remains with somebody, and who gains when it passes', () => {
    expect(only('Control of Nyala remains with the RSF.', 'control')?.control).toMatchObject({
      change: 'held',
      holder: { id: 'rapid-support-forces' },
      place: { name: 'Nyala' },
    });
    expect(only('Control of Kidal passed to the Malian army.', 'capture')?.control).toMatchObject({
      change: 'gained',
      holder: { id: 'fama' },
    });
  });

  it('names suspected gunmen after whom they are suspected to be', () => {
    expect(only('Suspected Boko Haram gunmen attacked soldiers near Bama.', 'attack')?.actor?.id).toBe('boko-haram');
  });

  it('sets both sides of "between" against each other', () => {
    const clash = only('Clashes broke out between the RSF and the Sudanese army in Bara.', 'clash');
    expect([clash?.actor?.id, clash?.recipient?.id]).toEqual(['rapid-support-forces', 'sudanese-armed-forces']);
  });
});

describe('what goes back to what was said', () => {
  it('knows both sides as those who fought', () => {
    const [, clash] = eventsOf('The SDF attacked Isis in Hajin. Clashes between the two sides continued on Monday.');
    expect([clash?.actor?.id, clash?.recipient?.id]).toEqual(['sdf', 'isis']);
  });

  it('takes the group to be the one that the text is about', () => {
    const text =
      'M23 rebels captured Goma. M23 also clashed with Wazalendo militia near Mubi. The group then seized Bukavu.';
    expect(eventsOf(text).at(-1)?.actor?.id).toBe('m23');
  });

  it('takes the army to be that of the country that the text is about', () => {
    const text = 'Russian jets bombed Idlib in Syria. Syrian rebels said the army shelled Saraqib.';
    expect(only(text, 'shell')?.actor?.id).toBe('syrian-army');
  });

  it('knows the town of "most of the town"', () => {
    const text = 'Russian troops attacked Selydove. Most of the town is under Russian control.';
    expect(only(text, 'control')?.control).toMatchObject({ change: 'held', place: { name: 'Selydove' } });
  });
});

describe('certainty', () => {
  it.each([
    ['The army has yet to enter Bara.', 'advance', 'negated'],
    ['Houthi forces have failed three times to storm Marib.', 'attack', 'failed'],
    ['Troops repelled an assault by al-Shabaab on Baidoa.', 'attack', 'failed'],
    ['The RSF will not attack Kosti.', 'attack', 'negated'],
    ['The junta called off the offensive on Lashio.', 'offensive', 'negated'],
    ['Boko Haram threatened to execute the hostages.', 'execute', 'planned'],
    ['Should the RSF take Bara, the army would withdraw.', 'capture', 'conditional'],
    ['If Pokrovsk falls, the army will retreat.', 'capture', 'conditional'],
    ['No clashes took place in Juba.', 'clash', 'negated'],
    ['The SAF denied having shelled Nyala.', 'shell', 'negated'],
    ['Officials denied Taliban claims that Ghazni had fallen.', 'capture', 'negated'],
    ['The TNLA denied that it would give up the town of Namtu.', 'hand-over', 'negated'],
    ['We have not yet taken the town of Bhamo, the KIA said.', 'capture', 'negated'],
    ['It is not a coincidence that Boko Haram executed two men in Bama.', 'execute', 'actual'],
  ])('%s', (text, action, factuality) => {
    expect(only(text, action)?.factuality).toBe(factuality);
  });

  it('moves no place for a brief hold, a plan, a failure or a clash', () => {
    for (const text of [
      'Al-Shabaab briefly held Moqokori.',
      'The army plans to retake Bara.',
      'The army failed to retake Bara.',
      'The army clashed with the RSF in Bara.',
      'The RSF shelled Bara.',
    ])
      expect(eventsOf(text).map(({ control }) => control)).toEqual([null]);
  });
});

describe('who says so', () => {
  it.each([
    ['According to the White Helmets, jets bombed Saraqib.', 'white-helmets', 'reported'],
    ['Jets bombed Saraqib, the White Helmets said.', 'white-helmets', 'reported'],
    ['JNIM claims to have captured Djibo.', 'jnim', 'claimed'],
    ['JNIM said it had captured Djibo.', 'jnim', 'claimed'],
    ['The Malian army said JNIM had captured Djibo.', 'fama', 'reported'],
    ['Malian troops denied having left Kidal.', 'fama', 'denied'],
    ['Kyiv says Moscow is preparing an assault on Kupiansk.', 'ua-government', 'reported'],
  ])('%s', (text, by, stance) => {
    const attribution = eventsOf(text)[0]?.attribution;
    const id = attribution?.ref?.id ?? '';
    expect([id.replace('ukrainian-government', 'ua-government'), attribution?.stance]).toEqual([by, stance]);
  });

  it('names the nearest speaker of a report within a report', () => {
    const event = only('Reuters said that JNIM had claimed it captured Djibo.', 'capture');
    expect(event?.attribution).toMatchObject({ stance: 'claimed', ref: { id: 'jnim' } });
  });

  it('gives "our men" to whoever is quoted', () => {
    expect(only('“Our men took Snake Island at dawn,” the Ukrainian commander said.', 'capture')?.actor?.id).toBe(
      'ukrainian-armed-forces',
    );
  });
});

describe('places', () => {
  it('makes one capture of each village in a list', () => {
    const places = eventsOf('The army retook the villages of Kafr Nabl, Hass and Basqala.').map(
      ({ place }) => place?.name,
    );
    expect(places).toEqual(['Kafr Nabl', 'Hass', 'Basqala']);
  });

  it('says how a place lies', () => {
    expect(only('Russian troops shelled a village north of Sumy.', 'shell')?.place).toMatchObject({
      relation: 'north-of',
    });
    expect(eventsOf('Between Kramatorsk and Sloviansk, Russian troops attacked a convoy.')).toHaveLength(1);
  });

  it('does not give away a town for its outskirts, its parts or the road to it', () => {
    const change = (text: string) => eventsOf(text)[0]?.control?.change ?? null;
    expect(change('Rebels reached the outskirts of Hama.')).toBeNull();
    expect(change('The army captured parts of Toretsk.')).toBe('partly-gained');
    expect(change('The KIA captured two outposts on the road to Bhamo.')).toBeNull();
    expect(change('The RSF withdrew across the bridge in Khartoum.')).toBeNull();
  });

  it('knows what "it" is that is retaken', () => {
    expect(only('Al-Shabaab held the town of Moqokori before Somali forces retook it.', 'capture')?.place?.name).toBe(
      'Moqokori',
    );
  });
});

describe('words without an event', () => {
  it.each([
    'The president held elections in Hargeisa.',
    'The coach was attacked by critics in Madrid.',
    'The ambassador seized the opportunity in Juba.',
    'The film captured the mood in Aleppo.',
    'The singer took the city of Bamako by storm.',
    'Locals leave Kabul for work every summer.',
  ])('%s', (text) => {
    expect(read(text)).toEqual([]);
  });

  it('reads a struck deal as an agreement', () => {
    expect(eventsOf('The army strikes a deal with the TNLA.').map(({ action }) => action)).toEqual(['agreement']);
  });
});

describe('spelling', () => {
  const plain = "The RSF's troops captured Deir ez-Zor.";

  it('reads curly quotes, hard spaces and other hyphens alike', () => {
    for (const text of [
      'The RSF’s troops captured Deir ez-Zor.',
      "The\u00a0RSF's\u00a0troops captured Deir\u00a0ez-Zor.",
      "The RSF's troops captured Deir ez\u2011Zor.",
    ])
      expect(read(text)).toEqual(read(plain));
    expect(read(plain)).toHaveLength(1);
  });

  it('tells a headline once that is repeated in Title Case', () => {
    const text = 'SDF forces advance on Hajin\n\nSDF Forces Advance On Hajin\n\nThe weather was fine.';
    expect(read(text)).toHaveLength(1);
  });

  it.each([
    ['QSD', 'SDF'],
    ['JNIM', 'JNIM'],
    ['HTS', 'Hayat Tahrir al-Sham'],
    ['the Hashd', 'the PMF'],
  ])('knows %s as %s', (one, other) => {
    const actor = (name: string) => only(`Fighters of ${name} attacked a checkpoint in Hajin.`, 'attack')?.actor?.id;
    expect(actor(one)).toBeDefined();
    expect(actor(one)).toBe(actor(other));
  });

  it('reads regime, government and opposition forces in their country', () => {
    expect(only('Regime forces shelled Saraqib.', 'shell')?.actor?.id).toBe('syrian-army');
    expect(only('Opposition factions captured Saraqib.', 'capture')?.actor?.id).toBe('syrian-opposition');
  });
});
