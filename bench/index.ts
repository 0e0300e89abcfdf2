/** `npm run bench [-- name…]`: the benchmarks behind the README's figures. */
import { arch, cpus, platform } from 'node:os';

const onDatabase = (): { databaseUrl?: string } => {
  const databaseUrl = process.env.SITREP_TEST_DATABASE_URL;
  return databaseUrl === undefined ? {} : { databaseUrl };
};

const BENCHES: Readonly<Record<string, () => Promise<void>>> = {
  extraction: async () => {
    const { benchExtraction } = await import('./extraction.ts');
    await benchExtraction({ bytes: 300_000, rounds: 15 });
  },
  hostile: async () => {
    const { benchHostile } = await import('./hostile.ts');
    await benchHostile();
  },
  store: async () => {
    const { benchStore } = await import('./store.ts');
    // Filling takes longer than measuring: with SITREP_BENCH_KEEP=1 it is done once.
    const keep = process.env.SITREP_BENCH_KEEP === '1';
    await benchStore({ sizes: [10_000, 100_000, 1_000_000], rounds: 200, keep, ...onDatabase() });
  },
  ingest: async () => {
    const { benchIngest } = await import('./ingest.ts');
    await benchIngest({ articles: 1_000, ...onDatabase() });
  },
  matching: async () => {
    const { benchMatching } = await import('./matching.ts');
    await benchMatching({ sizes: [1_000, 10_000, 100_000], events: 2_000, articles: 100 });
  },
};

const wanted = process.argv.slice(2);
const unknown = wanted.find((name) => BENCHES[name] === undefined);
if (unknown === undefined) {
  console.log(
    `Node ${process.versions.node}, ${platform()} ${arch()}, ${cpus().length} × ${cpus()[0]?.model ?? 'unknown'}\n`,
  );
  for (const [name, run] of Object.entries(BENCHES)) if (wanted.length === 0 || wanted.includes(name)) await run();
} else {
  console.error(`There is no benchmark "${unknown}"; there are ${Object.keys(BENCHES).join(', ')}.`);
  process.exitCode = 2;
}
