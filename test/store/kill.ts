/** Kill −9 in the middle of commits: what was acknowledged is there, and nothing is there by half. */
import { spawn } from 'node:child_process';
import { createInterface } from 'node:readline';
import { fileURLToPath } from 'node:url';
import { beforeAll, describe, expect, it } from 'vitest';
import type { StorePlace } from '../../src/store/open-store.ts';
import { openStore } from '../../src/store/open-store.ts';
import { compile } from '../cli/running-program.ts';
import { halves, NOTHING_HALF } from './halves.ts';
import type { Harness } from './places.ts';

/** 100 rounds are the figure of the fault tests; a few keep the suite quick. */
const ROUNDS = Number(process.env.SITREP_KILL_ROUNDS ?? 5);

const FIXTURE = fileURLToPath(new URL('./fixtures/commit-many.mjs', import.meta.url));

/** Runs the committing program and kills it after so many acknowledged articles; the ids it had acknowledged by then. */
async function killedAfter(place: StorePlace, prefix: string, articles: number): Promise<string[]> {
  const child = spawn(process.execPath, [FIXTURE, JSON.stringify(place), prefix, '100000'], {
    stdio: ['ignore', 'pipe', 'pipe'],
  });
  const errors: string[] = [];
  child.stderr.on('data', (chunk: Buffer) => errors.push(chunk.toString()));
  const exited = new Promise<NodeJS.Signals | null>((resolve) => child.once('close', (_, signal) => resolve(signal)));
  const acknowledged: string[] = [];
  for await (const line of createInterface({ input: child.stdout })) {
    acknowledged.push(line);
    if (acknowledged.length === articles) child.kill('SIGKILL');
  }
  expect(await exited, errors.join('')).toBe('SIGKILL');
  return acknowledged;
}

export function killBehaviour(harness: Harness): void {
  describe(`a store on ${harness.name} whose process is killed`, () => {
    beforeAll(compile, 120_000);

    it(
      `keeps every acknowledged article and none by half, ${ROUNDS} times`,
      async () => {
        const { place, remove } = await harness.make();
        try {
          const acknowledged: string[] = [];
          for (let round = 0; round < ROUNDS; round += 1) {
            // Not the same point each time, but the same points in each run.
            acknowledged.push(...(await killedAfter(place, `r${round}-`, 1 + ((round * 7919) % 23))));
            const store = await openStore(place);
            const documents = await store.articles.getMany(acknowledged.map((id) => `shared/${id}`));
            const lost = acknowledged.filter((_, index) => documents[index] === undefined);
            await store.close();
            expect(lost).toEqual([]);
            expect(await halves(place)).toEqual(NOTHING_HALF);
          }
        } finally {
          await remove();
        }
      },
      20_000 + ROUNDS * 10_000,
    );
  });
}
