/** From each interaction to the command it asks for; knows which are running, and refuses what it cannot serve in words. */
import { randomBytes } from 'node:crypto';
import type {
  AutocompleteInteraction,
  BaseInteraction,
  ChatInputCommandInteraction,
  MessageComponentInteraction,
} from 'discord.js';
import { type AcknowledgeSettings, type Answerable, answerOnce, type Reply } from './acknowledge.ts';
import { answerAutocomplete } from './autocomplete.ts';
import { type ButtonAction, FIRST, firstLook, type QuestionStore, readButton } from './button-state.ts';
import type { Command } from './command.ts';
import { errorFields } from './discord-error.ts';
import type { LogPort } from './log-port.ts';
import { readOptions, typedOptions } from './options.ts';
import { EVIDENCE, type QuestionSettings, replyTo } from './questions.ts';
import { failureView, noticeView } from './views/mistake-view.ts';

export type DispatchSettings<Context> = {
  commands: readonly Command<Context>[];
  /** What a command answers from, for the person and place this interaction comes from. */
  contextFor: (interaction: BaseInteraction) => Context | Promise<Context>;
  log: LogPort;
  /** Keeps questions that are too long for a button, so that their pages can be turned after a restart. */
  questions?: QuestionStore | null;
  deferAfterMs?: number;
  autocompleteWithinMs?: number;
  answerWithinMs?: number;
  reference?: () => string;
};

export type Dispatcher = {
  /** Handles one interaction to its end; never rejects. */
  handle(interaction: BaseInteraction): Promise<void>;
  /** Takes in nothing new, and resolves when all that runs is answered or `withinMs` have passed; true if all was answered. */
  drain(withinMs: number): Promise<boolean>;
};

/** Interactions remembered in order to answer each once, though the gateway may deliver it again. */
const REMEMBERED = 2_000;

/** Under the private copy for somebody who presses a button of another person's answer. */
const OWN_COPY = 'Only the person who asked can turn the pages for everyone; this copy is yours alone.';

const refused = (text: string): Reply => ({ view: noticeView(text), how: 'private' });

/** Whether an id is new; forgets the oldest of `most`. */
const onlyOnce = (most: number): ((id: string) => boolean) => {
  const seen = new Set<string>();
  return (id) => {
    if (seen.has(id)) return false;
    seen.add(id);
    for (const oldest of seen) {
      if (seen.size <= most) break;
      seen.delete(oldest);
    }
    return true;
  };
};

/** A dispatcher over these commands. */
export const createDispatcher = <Context>(settings: DispatchSettings<Context>): Dispatcher => {
  const { log, contextFor, questions = null } = settings;
  const { deferAfterMs = 1_000, autocompleteWithinMs = 2_000, answerWithinMs = 120_000 } = settings;
  const reference = settings.reference ?? (() => randomBytes(4).toString('hex'));
  const acknowledge: AcknowledgeSettings = { log, deferAfterMs, reference };
  const commands = new Map(settings.commands.map((command) => [command.data.name, command]));
  const showsEvidence = commands.has(EVIDENCE.command);
  const asking: QuestionSettings = { log, questions, reference, answerWithinMs, showsEvidence };
  const isNew = onlyOnce(REMEMBERED);
  const running = new Set<Promise<void>>();
  let draining = false;

  /** Runs what may fail outside a command, such as working out the context or reading kept questions. */
  const safely = async (work: () => Promise<Reply>): Promise<Reply> => {
    try {
      return await work();
    } catch (error) {
      const code = reference();
      log.error({ reference: code, ...errorFields(error) }, 'interaction failed');
      return { view: failureView(code), how: 'private' };
    }
  };

  const answer = (interaction: Answerable, expected: Reply['how'], work: () => Promise<Reply>): Promise<void> =>
    answerOnce(interaction, expected, safely(work), acknowledge);

  const onCommand = (interaction: ChatInputCommandInteraction): Promise<void> =>
    answer(interaction, 'shown', async () => {
      const command = commands.get(interaction.commandName);
      if (command === undefined) return refused('This command no longer exists; /help lists those that do.');
      const options = readOptions(interaction);
      const context = await contextFor(interaction);
      return replyTo({ command, options, context, owner: interaction.user.id, position: FIRST }, 'shown', asking);
    });

  /** How the answer to a pressed button or chosen entry is shown. */
  const shownAs = (action: ButtonAction | null, isOwner: boolean): Reply['how'] => {
    if (action === 'ask') return 'shown';
    return isOwner && action !== 'evidence' ? 'in-place' : 'private';
  };

  const onComponent = (interaction: MessageComponentInteraction): Promise<void> => {
    const { customId, user } = interaction;
    const look = firstLook(customId);
    const isOwner = look.owner === user.id;
    const expected = shownAs(look.action, isOwner);
    return answer(interaction, expected, async () => {
      const state = await readButton(customId, questions);
      if (state === 'forged') return refused('This button is not one of mine, or from an older version. Ask again.');
      if (state === 'stale') return refused('This answer is too old to turn its pages. Ask again.');
      const chosen = interaction.isStringSelectMenu() ? interaction.values[0] : undefined;
      if ((chosen === undefined) === (state.action === 'evidence')) {
        return refused('This control is not one of mine. Ask again.');
      }
      const texts = chosen === undefined ? state.options : new Map([[EVIDENCE.option, chosen]]);
      const command = commands.get(state.command);
      const options = command === undefined ? null : typedOptions(command.data, texts);
      if (command === undefined || options === null) {
        return refused('This button belongs to a command that has changed. Ask again.');
      }
      const position = { page: state.page, part: state.part, quotes: state.quotes };
      const context = await contextFor(interaction);
      const note = expected === 'private' && !isOwner && state.action !== 'evidence' ? { note: OWN_COPY } : {};
      return replyTo({ command, options, context, owner: user.id, position, ...note }, expected, asking);
    });
  };

  const onAutocomplete = (interaction: AutocompleteInteraction): Promise<void> =>
    answerAutocomplete({
      interaction,
      command: commands.get(interaction.commandName),
      contextFor: () => contextFor(interaction),
      log,
      withinMs: autocompleteWithinMs,
    });

  const route = async (interaction: BaseInteraction): Promise<void> => {
    if (interaction.isAutocomplete()) return draining ? interaction.respond([]) : onAutocomplete(interaction);
    const stopping = async (): Promise<Reply> => refused('I am restarting. Ask again in a minute.');
    if (interaction.isChatInputCommand()) {
      return draining ? answer(interaction, 'private', stopping) : onCommand(interaction);
    }
    if (interaction.isMessageComponent()) {
      return draining ? answer(interaction, 'private', stopping) : onComponent(interaction);
    }
    if (interaction.isRepliable()) {
      await interaction.reply({
        ...noticeView('I do not know this kind of command; /help lists what I can do.'),
        flags: 64 | (1 << 15),
      });
    }
  };

  const handle = async (interaction: BaseInteraction): Promise<void> => {
    if (!isNew(interaction.id)) return;
    const run = route(interaction).catch((error: unknown) => log.error(errorFields(error), 'interaction failed'));
    running.add(run);
    await run;
    running.delete(run);
  };

  const drain = async (withinMs: number): Promise<boolean> => {
    draining = true;
    let timer: NodeJS.Timeout | undefined;
    const late = new Promise<false>((resolve) => {
      timer = setTimeout(() => resolve(false), withinMs);
    });
    const settled = await Promise.race([Promise.all(running).then(() => true as const), late]);
    clearTimeout(timer);
    return settled;
  };

  return { handle, drain };
};
