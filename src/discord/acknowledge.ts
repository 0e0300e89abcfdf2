/** Answers an interaction exactly once and in time: at once where the answer is quick, else deferred and then edited. */
import { type MessageComponentInteraction, MessageFlags, type RepliableInteraction } from 'discord.js';
import { DISCORD_CODE, discordCode, errorFields, isGone } from './discord-error.ts';
import type { LogPort } from './log-port.ts';
import type { MessageView } from './views/message.ts';
import { failureView } from './views/mistake-view.ts';

export type Answerable = RepliableInteraction | MessageComponentInteraction;

/** `shown`: as a new message; `private`: seen by the asker alone; `in-place`: instead of the message whose button was pressed. */
export type Reply = { view: MessageView; how: 'shown' | 'private' | 'in-place' };

export type AcknowledgeSettings = {
  log: LogPort;
  /** How long an answer may take before the interaction is deferred; Discord gives 3 s in all. */
  deferAfterMs: number;
  /** Makes the code under which a failure is found in the log. */
  reference: () => string;
};

const PRIVATE = MessageFlags.Ephemeral;

const send = async (interaction: Answerable, { view, how }: Reply): Promise<void> => {
  if (how === 'in-place' && interaction.isMessageComponent()) await interaction.update(view);
  else await interaction.reply(how === 'private' ? { ...view, flags: view.flags | PRIVATE } : view);
};

/** Says that the answer will take longer. `expected` is how it will most likely be shown. */
const defer = async (interaction: Answerable, expected: Reply['how']): Promise<void> => {
  if (expected === 'in-place' && interaction.isMessageComponent()) await interaction.deferUpdate();
  else await interaction.deferReply(expected === 'private' ? { flags: PRIVATE } : {});
};

const complete = async (interaction: Answerable, expected: Reply['how'], { view, how }: Reply): Promise<void> => {
  if (how === expected || (how === 'shown' && expected === 'private')) {
    await interaction.editReply(view);
    return;
  }
  // A public "thinking" message cannot become private, and a follow-up while it stands would take its place.
  if (expected === 'shown') await interaction.deleteReply();
  await interaction.followUp(how === 'private' ? { ...view, flags: view.flags | PRIVATE } : view);
};

/** Tells the asker once that the answer could not be sent. */
const apologise = async (interaction: Answerable, code: string): Promise<void> => {
  const view = failureView(code);
  if (interaction.deferred && !interaction.isMessageComponent()) await interaction.editReply(view);
  else if (interaction.deferred || interaction.replied) {
    await interaction.followUp({ ...view, flags: view.flags | PRIVATE });
  } else await interaction.reply({ ...view, flags: view.flags | PRIVATE });
};

/**
 * Sends the reply that `work` resolves to; `work` must not reject. Never throws: an interaction that Discord no longer knows
 * is logged and left, one that is acknowledged already (a retried request, a second process) is completed by editing.
 */
export const answerOnce = async (
  interaction: Answerable,
  expected: Reply['how'],
  work: Promise<Reply>,
  { log, deferAfterMs, reference }: AcknowledgeSettings,
): Promise<void> => {
  const about = { interaction: interaction.id };
  let timer: NodeJS.Timeout | undefined;
  const patience = new Promise<null>((resolve) => {
    timer = setTimeout(() => resolve(null), deferAfterMs);
  });
  try {
    const quick = await Promise.race([work, patience]);
    if (quick !== null) {
      await send(interaction, quick);
      return;
    }
    try {
      await defer(interaction, expected);
    } catch (error) {
      if (discordCode(error) !== DISCORD_CODE.alreadyAcknowledged) throw error;
      interaction.deferred = true;
    }
    await complete(interaction, expected, await work);
  } catch (error) {
    if (isGone(error)) log.warn({ ...about, ...errorFields(error) }, 'interaction expired before it was answered');
    else if (discordCode(error) === DISCORD_CODE.alreadyAcknowledged) {
      log.warn({ ...about, ...errorFields(error) }, 'interaction was answered already');
    } else {
      const code = reference();
      log.error({ ...about, reference: code, ...errorFields(error) }, 'answer could not be sent');
      await apologise(interaction, code).catch((again: unknown) =>
        log.warn({ ...about, ...errorFields(again) }, 'failure could not be told either'),
      );
    }
  } finally {
    clearTimeout(timer);
  }
};
