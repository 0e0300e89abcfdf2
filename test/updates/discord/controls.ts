/** Everything that can be pressed, chosen and completed around subscriptions, each once, against the local Discord. */
import { describe, expect, it } from 'vitest';
import type { JsonObject } from '../../discord/server/json.ts';
import { allComponents } from '../../discord/server/message-rules.ts';
import type { Message } from '../../discord/server/world.ts';
import { shown, type World, world } from './world.ts';

const FELL = 'On 9 January 2019 the SDF captured Hajin from the Islamic State.';

const BUTTON = 2;
const SELECT = 3;

/** What must never be shown to somebody who only presses what is there. */
const BROKEN = /went wrong|not one of mine|has changed\. Ask again|no longer there|too old/;

const pressable = (message: Message | null): JsonObject[] =>
  allComponents(message ?? {}).filter(
    ({ type, disabled }) => (type === BUTTON || type === SELECT) && disabled !== true,
  );

const press = async (w: World, control: JsonObject, on: Message | null): Promise<Message | null> => {
  const options = (control.options ?? []) as { value: string }[];
  const { message, original } = await w.discord.press({
    customId: String(control.custom_id),
    on,
    ...(control.type === SELECT ? { values: [options[0]?.value ?? ''] } : {}),
  });
  return message ?? original;
};

describe('the controls', () => {
  it('of every answer about subscriptions do what they say, each one that can be reached', async () => {
    const w = await world();
    const ask = async (subcommand: string, options: Record<string, string> = {}): Promise<Message | null> =>
      (await w.discord.interact({ command: 'subscriptions', subcommand, options })).message;
    const { message } = await w.discord.interact({ command: 'subscribe', options: { place: 'Hajin' } });
    await w.discord.interact({ command: 'subscribe', options: { actor: 'SDF', every: 'weekly' } });
    await w.ingest('a', FELL);
    await w.pass();
    const id = /Id: ([0-9a-f]{8})/.exec(shown(message))?.[1] ?? '';
    const [event] = await w.core.store.events({ viewer: { scopes: ['shared'] }, articleId: 'a' });
    const starts = [
      message,
      w.posted()[0] ?? null,
      await ask('list'),
      await ask('show', { id }),
      await ask('show'),
      await ask('edit', { id }),
      await ask('log'),
      await ask('explain', { event: event?.id ?? '' }),
      await ask('test', { id }),
      await ask('export'),
    ];
    const pressed = new Set<string>();
    const queue = starts.map((start) => ({ on: start, depth: 0 }));
    for (let next = queue.shift(); next !== undefined; next = queue.shift()) {
      const { on, depth } = next;
      for (const control of pressable(on)) {
        const name = `${String(control.label ?? control.placeholder)} ${depth}`;
        // What ends a subscription is pressed last.
        if (pressed.has(name) || /^(Remove|Undo)/.test(name)) continue;
        pressed.add(name);
        const reply = await press(w, control, on);
        expect(shown(reply), name).not.toMatch(BROKEN);
        expect(shown(reply), name).not.toBe('');
        if (depth < 2) queue.push({ on: reply, depth: depth + 1 });
      }
    }
    const labels = new Set([...pressed].map((name) => name.replace(/ \d$/, '')));
    for (const label of [
      'Send a test',
      'Edit',
      'Log',
      'Pause',
      'Resume',
      'Show',
      'Hide quotes',
      'Show quotes',
      'Send hourly',
      'Send daily',
      'Send weekly',
      'Send at once',
      'Only changes of control',
      'Send all events',
      'Show a quote in its context …',
    ]) {
      expect([...labels], label).toContain(label);
    }
    const last = await ask('show', { id });
    const remove = pressable(last).find(({ label }) => label === 'Remove') ?? {};
    expect(shown(await press(w, remove, last))).toContain('Removed');
    expect(shown(await press(w, remove, last))).toContain('There is no subscription');
  });

  it('show an answer otherwise without doing again what was asked', async () => {
    const w = await world();
    const { message } = await w.discord.interact({ command: 'subscribe', options: { place: 'Suweida' } });
    const control = (label: string): JsonObject => pressable(message).find((one) => one.label === label) ?? {};
    await press(w, control('Undo'), message);
    const hidden = await press(w, control('Hide quotes'), message);
    expect(shown(hidden)).toContain('There is no subscription');
    expect(shown((await w.discord.interact({ command: 'subscriptions', subcommand: 'list' })).message)).toContain(
      'There are none',
    );
    const [event] = await w.core.store.events({ viewer: { scopes: ['shared'] }, limit: 1 });
    const review = (verdict: string) =>
      w.discord.interact({ command: 'review', options: { event: event?.id ?? '', verdict } });
    await review('wrong');
    await review('wrong');
    const undone = (await review('undo')).message;
    const quotes = pressable(undone).find(({ label }) => label === 'Hide quotes') ?? {};
    await press(w, quotes, undone);
    expect(shown((await review('undo')).message)).toContain('it stands as it was read');
  });
});

describe('completion', () => {
  it('offers something for every option that is completed, and what it offers is accepted', async () => {
    const w = await world();
    const { message } = await w.discord.interact({ command: 'subscribe', options: { place: 'Hajin' } });
    const id = /Id: ([0-9a-f]{8})/.exec(shown(message))?.[1] ?? '';
    await w.ingest('a', FELL);
    const commands = w.discord.commands().filter(({ name }) => name === 'subscribe' || name === 'subscriptions');
    const options = (of: JsonObject): JsonObject[] => (of.options ?? []) as JsonObject[];
    const routes: { command: string; subcommand?: string; options: JsonObject[] }[] = commands.flatMap((command) =>
      command.name === 'subscribe'
        ? [{ command: 'subscribe', options: options(command) }]
        : options(command).map((sub) => ({
            command: 'subscriptions',
            subcommand: String(sub.name),
            options: options(sub),
          })),
    );
    let completed = 0;
    for (const { options: all, ...route } of routes) {
      for (const { name } of all.filter(({ autocomplete }) => autocomplete === true)) {
        const focused = String(name);
        const [choice] = await w.discord.autocomplete({ ...route, options: { [focused]: '' }, focused });
        expect(choice, `${JSON.stringify(route)} ${focused}`).toBeDefined();
        completed += 1;
        const nonsense = await w.discord.autocomplete({ ...route, options: { [focused]: 'q\u0000"<@&1>' }, focused });
        expect(nonsense.length).toBeLessThanOrEqual(25);
        if (route.subcommand === 'remove' || route.subcommand === 'move' || route.subcommand === 'undo') continue;
        const more = focused === 'event' ? { id } : route.subcommand === 'explain' ? { event: 'none' } : {};
        const reply = await w.discord.interact({ ...route, options: { [focused]: String(choice?.value), ...more } });
        expect(shown(reply.message), `${JSON.stringify(route)} ${focused}`).not.toMatch(BROKEN);
      }
    }
    expect(completed).toBe(6 + 10 + 6 + 1);
  });
});
