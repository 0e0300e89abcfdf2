/** The compiled program as a process of its own. */
import { type ChildProcessByStdio, spawn, spawnSync } from 'node:child_process';
import path from 'node:path';
import type { Readable, Writable } from 'node:stream';
import { onTestFinished } from 'vitest';

const ROOT = path.resolve(import.meta.dirname, '..', '..');
const MAIN = path.join(ROOT, 'dist', 'src', 'main.js');

/** Compiles what is not compiled yet; for `beforeAll`. */
export const compile = (): void => {
  const { status, stderr } = spawnSync(process.execPath, ['scripts/build.mjs'], { cwd: ROOT, encoding: 'utf8' });
  if (status !== 0) throw new Error(`The program does not compile:\n${stderr}`);
};

export type Ended = { code: number | null; signal: NodeJS.Signals | null; out: string; err: string };

export type Running = {
  child: ChildProcessByStdio<Writable, Readable, Readable>;
  /** Resolves when standard error and output hold the text, so many times; fails where the program ends before. */
  says(text: string, count?: number): Promise<void>;
  /** How often standard error and output hold the text so far. */
  times(text: string): number;
  ended: Promise<Ended>;
  /** Whether anything that it started is still there. */
  leftovers(): boolean;
};

type Start = { environment?: Readonly<Record<string, string>>; cwd?: string };

/** Nothing of the surroundings but what a program needs to run. */
const environmentOf = (given: Readonly<Record<string, string>> = {}): NodeJS.ProcessEnv => {
  const kept = ['PATH', 'HOME', 'TMPDIR', 'SystemRoot', 'ComSpec', 'PATHEXT', 'APPDATA'];
  return {
    ...Object.fromEntries(kept.flatMap((name) => (process.env[name] === undefined ? [] : [[name, process.env[name]]]))),
    ...given,
  };
};

const follow = (command: string, args: readonly string[], { environment, cwd = ROOT }: Start): Running => {
  const child = spawn(command, args, {
    cwd,
    env: environmentOf(environment),
    detached: process.platform !== 'win32',
    shell: process.platform === 'win32',
  });
  let out = '';
  let err = '';
  const listeners = new Set<() => void>();
  const heard = (): void => {
    for (const listener of listeners) listener();
  };
  child.stdout.on('data', (chunk) => {
    out += String(chunk);
    heard();
  });
  child.stderr.on('data', (chunk) => {
    err += String(chunk);
    heard();
  });
  child.stdin.on('error', () => undefined);
  const ended = new Promise<Ended>((resolve) => {
    child.on('close', (code, signal) => resolve({ code, signal, out, err }));
  });
  const inGroup = (signal: NodeJS.Signals | 0): boolean => {
    try {
      return child.pid !== undefined && process.kill(-child.pid, signal);
    } catch {
      return false;
    }
  };
  onTestFinished(() => void inGroup('SIGKILL'));
  const times = (text: string): number => `${out}\n${err}`.split(text).length - 1;
  const says = (text: string, count = 1): Promise<void> =>
    new Promise((resolve, reject) => {
      const look = (): void => {
        if (times(text) < count) return;
        listeners.delete(look);
        resolve();
      };
      listeners.add(look);
      look();
      void ended.then(({ code }) =>
        reject(new Error(`It ended with ${code} and never said "${text}":\n${out}\n${err}`)),
      );
    });
  return { child, says, times, ended, leftovers: () => inGroup(0) };
};

/** `sitrep …` without npm around it. */
export const sitrep = (args: readonly string[], start: Start = {}): Running =>
  follow(process.execPath, [MAIN, ...args], start);

/** `npm start -- …`, as a person or a service types it. */
export const npmStart = (args: readonly string[], start: Start = {}): Running =>
  follow('npm', ['start', ...(args.length === 0 ? [] : ['--', ...args])], start);

/** Runs it to its end with this standard input. */
export const run = async (args: readonly string[], input = '', start: Start = {}): Promise<Ended> => {
  const { child, ended } = sitrep(args, start);
  child.stdin.end(input);
  return ended;
};

/** The objects on the lines of a text. */
export const jsonLines = (text: string): Record<string, unknown>[] =>
  text
    .split('\n')
    .filter((line) => line !== '')
    .map((line) => JSON.parse(line) as Record<string, unknown>);
