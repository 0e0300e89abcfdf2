/** Bringing a store to a newer schema: all of it or nothing, and what was stored stays. */
import { sql } from 'kysely';
import { expect, it } from 'vitest';
import { SHARED_VIEWER as viewer } from '../../../src/model/scope.ts';
import type { Migration } from '../../../src/store/migrations.ts';
import { MIGRATIONS, migrate } from '../../../src/store/migrations.ts';
import type { Bench } from '../compliance.ts';
import { document } from '../documents.ts';

export function migrateBehaviour(bench: Bench): void {
  const gradeSources: Migration = ({ text }) => [
    `create table grade (source ${text} not null, grade ${text} not null)`,
  ];

  it('goes forward a step and keeps what is stored', async () => {
    await bench.store.commit(document({ id: 'a' }));
    const engine = await bench.engine();
    await migrate(engine, [...MIGRATIONS, gradeSources]);
    await migrate(engine, [...MIGRATIONS, gradeSources]);
    expect(await engine.hasTable(engine.db, 'grade')).toBe(true);
    expect(await bench.store.countEvents({ viewer })).toBe(1);
    await expect(bench.reopen()).rejects.toMatchObject({ code: 'store-newer' });
  });

  it('leaves the store as it was where a step fails', async () => {
    const engine = await bench.engine();
    const fails: Migration = () => ['create table half (id integer)', 'insert into nowhere values (1)'];
    await expect(migrate(engine, [...MIGRATIONS, gradeSources, fails])).rejects.toThrow(/nowhere/);
    expect(await engine.hasTable(engine.db, 'grade')).toBe(false);
    expect(await engine.hasTable(engine.db, 'half')).toBe(false);
    await bench.reopen();
    expect((await bench.store.commit(document({ id: 'a' }))).status).toBe('new');
  });

  it('is done once where several processes start at the same time', async () => {
    const engines = await Promise.all([bench.engine(), bench.engine(), bench.engine()]);
    await Promise.all(engines.map((engine) => migrate(engine, [...MIGRATIONS, gradeSources])));
    for (const { db } of engines) {
      const { rows } = await sql<{ version: number }>`select version from schema_version`.execute(db);
      expect(rows).toEqual([{ version: MIGRATIONS.length + 1 }]);
    }
  });
}
