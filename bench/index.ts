/** `npm run bench [-- name…]`: the benchmarks behind the README's figures. */
import { arch, cpus, platform } from 'node:os';

const BENCHES: Readonly<Record<string, () => Promise<void>>> = {
  extraction: async () => {
    const { benchExtraction } = await import('./extraction.ts');
    benchExtraction({ bytes: 400_000, rounds: 5 });
  },
  store: async () => {
    const { benchStore } = await import('./store.ts');
    const databaseUrl = process.env.SITREP_TEST_DATABASE_URL;
    await benchStore({ sizes: [10_000, 100_000], rounds: 200, ...(databaseUrl === undefined ? {} : { databaseUrl }) });
  },
  matching: async () => {
    const { benchMatching } = await import('./matching.ts');
    await benchMatching({ sizes: [1_000, 10_000, 100_000], events: 2_000 });
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
