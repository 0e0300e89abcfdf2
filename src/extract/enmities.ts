/** Who fights whom in a text so far, who struck last, and who attacked which place. */
import type { ActorReading } from './referents.ts';

/** How far back whom somebody fights may have been told: longer, as a war does not change from sentence to sentence. */
const ENMITY = 20;
/** How far back a blow may lie whose author is "the attacker". */
const STRUCK = 3;

export class Enmities {
  private readonly enemies = new Map<string, { actor: ActorReading; sentence: number }>();
  private pair: readonly [ActorReading, ActorReading] | null = null;
  /** Who was last told to have fought somebody. */
  private latest: { actor: ActorReading; sentence: number } | null = null;
  /** Who attacked a place on the ground; null where several did. */
  private readonly besiegers = new Map<string, ActorReading | null>();
  private sentence = 0;

  goOn(sentence: number): void {
    this.sentence = sentence;
  }

  /** Somebody fought, somebody else where that is told; `background` where it was told on the way to something else. */
  seeFight(actor: ActorReading, recipient: ActorReading | null, background: boolean): void {
    if (!background) this.latest = { actor, sentence: this.sentence };
    if (recipient === null || actor.id === recipient.id || recipient.id === 'civilians') return;
    this.enemies.set(actor.id, { actor: recipient, sentence: this.sentence });
    this.enemies.set(recipient.id, { actor, sentence: this.sentence });
    this.pair = [
      { ...actor, basis: 'coref' },
      { ...recipient, basis: 'coref' },
    ];
  }

  /** Who was just told to have struck, but for those whom a phrase cannot mean; or null. */
  assailant(others: ReadonlySet<string>): ActorReading | null {
    const { latest } = this;
    if (latest === null || this.sentence - latest.sentence > STRUCK || others.has(latest.actor.id)) return null;
    return { ...latest.actor, basis: 'coref' };
  }

  /** The two who were last said to fight each other ("both sides"), or null. */
  lastPair(): readonly [ActorReading, ActorReading] | null {
    return this.pair;
  }

  /** The one who was said to attack a place, or null. */
  attackerOf(placeId: string): ActorReading | null {
    const attacker = this.besiegers.get(placeId) ?? null;
    return attacker === null ? null : { ...attacker, basis: 'inferred' };
  }

  /** Somebody attacked a place, besieged it or marched on it. */
  seeAssault(placeId: string, actor: ActorReading): void {
    const known = this.besiegers.get(placeId);
    this.besiegers.set(placeId, known === undefined || known?.id === actor.id ? actor : null);
  }

  /** Whom an actor was last said to fight, or null. */
  enemyOf(actorId: string): ActorReading | null {
    const enemy = this.enemies.get(actorId);
    if (enemy === undefined || this.sentence - enemy.sentence > ENMITY) return null;
    enemy.sentence = this.sentence;
    return { ...enemy.actor, basis: 'inferred' };
  }
}
