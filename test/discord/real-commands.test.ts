import { mkdtemp, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import path from 'node:path';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { commands } from '../../commands/index.ts';
import type { AnswerContext } from '../../src/answer/context.ts';
import { type Core, fillFromSeeds, openCore } from '../../src/cli/core.ts';
import { parseConfig } from '../../src/config.ts';
import { type Bot, startBot } from '../../src/discord/bot.ts';
import { scopeOf } from '../../src/discord/scope.ts';
import { createLog } from '../../src/log.ts';
import type { Reply } from './server/interactions.ts';
import { type LocalDiscord, startDiscord } from './server/local-discord.ts';
import { allComponents, textsOf } from './server/message-rules.ts';
import type { Message } from './server/world.ts';

const shown = (message: Message | null): string => textsOf(message ?? {}).join('\n');
const button = (message: Message | null, label: string): string =>
  String(allComponents(message ?? {}).find((one) => one.label === label)?.custom_id);

describe('the commands of the program, over its own store', () => {
  let folder: string;
  let core: Core;
  let discord: LocalDiscord;
  let bot: Bot;

  const start = (): Promise<Bot> =>
    startBot<AnswerContext>({
      token: discord.token,
      apiUrl: discord.apiUrl,
      guildId: null,
      commands,
      contextFor: (interaction) => core.contextFor(scopeOf(interaction)),
      log: core.log,
      shards: 'auto',
      questions: core.store.settings,
    });
  const ask = (command: string, options: Record<string, string> = {}): Promise<Reply> =>
    discord.interact({ command, options });

  beforeAll(async () => {
    folder = await mkdtemp(path.join(tmpdir(), 'sitrep-discord-'));
    const config = parseConfig({ SITREP_DATA_DIR: folder }, process.cwd());
    const log = createLog({
      level: 'silent',
      format: 'json',
      destination: { write: () => undefined },
      colour: false,
      secrets: [],
    });
    core = await openCore(config, log, 'here');
    await fillFromSeeds(core, config);
    discord = await startDiscord();
    bot = await start();
  });

  afterAll(async () => {
    await bot.stop();
    await core.close();
    await rm(folder, { recursive: true, force: true });
    await discord.close();
  });

  it('are taken by Discord, and registered once', async () => {
    expect(bot.registration).toEqual({ status: 'registered', count: commands.length });
    await bot.stop();
    bot = await start();
    expect(bot.registration).toEqual({ status: 'unchanged', count: commands.length });
  });

  it.each(['Suweida', 'As-Suwayda', 'Sweida', 'السويداء', 'suweida '])('say who controls %s', async (place) => {
    const reply = await ask('who-controls', { place });
    const text = shown(reply.message);
    expect(reply.ephemeral).toBe(false);
    expect(text).toContain('◪ CONTESTED');
    expect(text).toMatch(/\*\*.*the Syrian army is gaining ground from the Islamic State.*\*\*/);
    expect(text).toMatch(/> “.*taking land away from the Islamic State at Suweida\.”/);
  });

  it('say of a place nobody knows that it is unknown, to the asker alone', async () => {
    const reply = await ask('who-controls', { place: 'Atlantis' });
    expect(reply.ephemeral).toBe(true);
    expect(shown(reply.message)).toContain('Atlantis');
  });

  it('give a summary whose every quote is somewhere in its parts', async () => {
    const summary = commands.find(({ data }) => data.name === 'summary');
    const answer = await summary?.execute(core.contextFor('shared'), {});
    let reply = await ask('summary');
    let text = shown(reply.message);
    let message = reply.message;
    while (allComponents(message ?? {}).some(({ label, disabled }) => label === 'Next ▶' && disabled !== true)) {
      reply = await discord.press({ customId: button(message, 'Next ▶'), on: message });
      message = reply.original;
      text += `\n${shown(message)}`;
    }
    const plain = text.replace(/\\(.)/g, '$1');
    expect(answer?.evidence.length).toBeGreaterThan(10);
    expect(answer?.evidence.filter(({ quote }) => !plain.includes(quote.replace(/\s+/g, ' ').trim()))).toEqual([]);
    expect(answer?.sections.flatMap(({ statements }) => statements).filter((one) => !plain.includes(one.text))).toEqual(
      [],
    );
  });

  it('turn the pages of events, also after a restart', async () => {
    const first = await ask('events', { actor: 'ISIS' });
    await bot.stop();
    bot = await start();
    const second = await discord.press({ customId: button(first.message, 'Next ▶'), on: first.message });
    expect(shown(first.message)).toMatch(/Page 1 of \d/);
    expect(shown(second.original)).toMatch(/Page 2 of \d/);
    expect(shown(second.original)).not.toBe(shown(first.message));
  });

  it('show a quote in its context', async () => {
    const first = await ask('who-controls', { place: 'Hajin' });
    const list = allComponents(first.message ?? {}).find(({ type }) => type === 3);
    const [option] = Array.isArray(list?.options) ? (list.options as { value: string }[]) : [];
    const reply = await discord.press({
      customId: String(list?.custom_id),
      on: first.message,
      values: [option?.value ?? ''],
    });
    expect(reply.ephemeral).toBe(true);
    expect(shown(reply.message)).toContain('In its context');
  });

  it('complete places and actors', async () => {
    const typing = { options: { place: 'suw' }, focused: 'place' };
    const places = await discord.autocomplete({ command: 'who-controls', ...typing });
    expect(places.map(({ name }) => String(name)).some((name) => name.startsWith('Suweida'))).toBe(true);
    const actors = await discord.autocomplete({ command: 'actor', options: { name: 'sdf' }, focused: 'name' });
    expect(actors.length).toBeGreaterThan(0);
  });

  it.each(['actor', 'events', 'evidence', 'summary', 'who-controls'])('take hostile text for /%s', async (command) => {
    const definition = commands.find(({ data }) => data.name === command)?.data.options ?? [];
    const [name = 'place'] = definition.filter(({ type }) => type === 3).map((option) => option.name);
    const texts = [
      '@everyone',
      '<@&123456789012345678>',
      '[x](https://evil.example)',
      '__proto__',
      '\u0000',
      'x'.repeat(6_000),
      '(((((((',
      '%_%',
      "'; DROP TABLE doc; --",
    ];
    for (const text of texts) {
      const reply = await ask(command, { [name]: text });
      expect(shown(reply.message)).not.toMatch(/@everyone|<@&|https:\/\/evil/);
      expect(shown(reply.message)).not.toContain('Something went wrong');
    }
    expect(discord.violations()).toEqual([]);
  });
});
