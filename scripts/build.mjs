/** Compiles the program into dist/ where something changed since the last time; one process at a time, the others wait. */
import { spawnSync } from 'node:child_process';
import { closeSync, mkdirSync, openSync, readdirSync, readFileSync, rmSync, statSync, writeFileSync } from 'node:fs';
import path from 'node:path';
import { setTimeout as wait } from 'node:timers/promises';
import { fileURLToPath } from 'node:url';

const ROOT = fileURLToPath(new URL('..', import.meta.url));
const STAMP = path.join(ROOT, 'dist', '.built');
const LOCK = path.join(ROOT, 'dist', '.lock');
/** What the compiler reads: sources, the data that they import, its settings, and its own version. */
const INPUTS = ['src', 'commands', 'bench', 'seeds', 'package.json', 'tsconfig.json', 'tsconfig.build.json'];
/** Longer than any build takes; a lock that is older was left behind. */
const STALE_MS = 120_000;

const filesBelow = (place) => {
  if (!statSync(place).isDirectory()) return [place];
  return readdirSync(place, { withFileTypes: true }).flatMap((entry) =>
    entry.isDirectory() ? filesBelow(path.join(place, entry.name)) : [path.join(place, entry.name)],
  );
};

/** Number of input files and the time of the last change among them; another value means that something changed. */
const state = () => {
  const files = INPUTS.flatMap((input) => filesBelow(path.join(ROOT, input))).filter((file) =>
    /\.(ts|json)$/.test(file),
  );
  return `${files.length} ${Math.max(...files.map((file) => statSync(file).mtimeMs))}`;
};

const read = (file) => {
  try {
    return readFileSync(file, 'utf8');
  } catch {
    return null;
  }
};

const ageOf = (file) => Date.now() - (statSync(file, { throwIfNoEntry: false })?.mtimeMs ?? Date.now());

/** True for the one process that may build now. */
const lock = () => {
  if (ageOf(LOCK) > STALE_MS) rmSync(LOCK, { force: true });
  try {
    closeSync(openSync(LOCK, 'wx'));
    return true;
  } catch (error) {
    // Windows answers EPERM while another process takes the file away.
    if (error.code === 'EEXIST' || error.code === 'EPERM') return false;
    throw error;
  }
};

const compile = () => {
  const tsc = path.join(ROOT, 'node_modules', 'typescript', 'bin', 'tsc');
  const { status, signal } = spawnSync(process.execPath, [tsc, '--project', 'tsconfig.build.json'], {
    cwd: ROOT,
    stdio: ['ignore', 2, 2],
  });
  return signal === null ? (status ?? 1) : 1;
};

/** Exit status: 0 where dist/ is up to date. */
const build = async () => {
  mkdirSync(path.dirname(LOCK), { recursive: true });
  while (read(STAMP) !== state()) {
    if (!lock()) {
      await wait(50);
      continue;
    }
    try {
      const before = state();
      if (read(STAMP) === before) return 0;
      const status = compile();
      if (status !== 0) return status;
      writeFileSync(STAMP, before);
    } finally {
      rmSync(LOCK, { force: true });
    }
  }
  return 0;
};

process.exitCode = await build();
