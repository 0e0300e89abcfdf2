/** PostgreSQL's own programs, and a server of a test's own that may be stopped, started and starved. */
import { execFileSync, spawnSync } from 'node:child_process';
import { randomBytes } from 'node:crypto';
import { existsSync, readdirSync, writeFileSync } from 'node:fs';
import { createServer } from 'node:net';
import path from 'node:path';

const INSTALLED = '/usr/lib/postgresql';

/** The folder that holds a program such as `pg_dump`, of the newest version installed; null where there is none. */
export function folderWith(program: string): string | null {
  const versions = existsSync(INSTALLED) ? readdirSync(INSTALLED).sort((a, b) => Number(b) - Number(a)) : [];
  const folders = [
    ...versions.map((version) => path.join(INSTALLED, version, 'bin')),
    ...(process.env.PATH ?? '').split(':'),
  ];
  return folders.find((folder) => folder !== '' && existsSync(path.join(folder, program))) ?? null;
}

const isRoot = process.geteuid?.() === 0;

/** Why no server can be started here, or null. A server never runs as root, so root must be able to change to its user. */
export const noServer: string | null =
  folderWith('initdb') === null || folderWith('pg_ctl') === null
    ? 'the PostgreSQL server is not installed'
    : isRoot && spawnSync('id', ['postgres']).status !== 0
      ? 'there is no user "postgres" to run the server'
      : null;

const run = (program: string, args: readonly string[]): void => {
  const command = path.join(folderWith(program) ?? '', program);
  const [file, ...all] = isRoot ? ['runuser', '-u', 'postgres', '--', command, ...args] : [command, ...args];
  execFileSync(file ?? command, all, { cwd: '/', stdio: ['ignore', 'ignore', 'pipe'] });
};

const freePort = (): Promise<number> =>
  new Promise((resolve) => {
    const server = createServer().listen(0, '127.0.0.1', () => {
      const address = server.address();
      server.close(() => resolve(typeof address === 'object' && address !== null ? address.port : 0));
    });
  });

export type PostgresServer = {
  databaseUrl: string;
  /** Returns when it takes connections. */
  start(): void;
  /** `immediate` is a crash: nothing is finished, and it recovers when it starts. */
  stop(mode: 'fast' | 'immediate'): void;
};

/** A server whose data is in the folder, which must be empty; started. */
export async function startServer(folder: string): Promise<PostgresServer> {
  const [password, port] = [randomBytes(12).toString('hex'), await freePort()];
  const secret = path.join(folder, 'password');
  const data = path.join(folder, 'data');
  writeFileSync(secret, password);
  if (isRoot) execFileSync('chown', ['-R', 'postgres', folder]);
  run('initdb', [
    '-D',
    data,
    '-U',
    'sitrep',
    '--pwfile',
    secret,
    '-A',
    'scram-sha-256',
    '-E',
    'UTF8',
    '--locale',
    'C.UTF-8',
  ]);
  const options = `-p ${port} -k ${folder} -c listen_addresses=127.0.0.1 -c min_wal_size=32MB -c max_wal_size=48MB`;
  const server: PostgresServer = {
    databaseUrl: `postgres://sitrep:${password}@127.0.0.1:${port}/postgres`,
    start: () => run('pg_ctl', ['-D', data, '-l', path.join(folder, 'log'), '-s', '-w', '-o', options, 'start']),
    stop: (mode) => run('pg_ctl', ['-D', data, '-m', mode, '-s', '-w', 'stop']),
  };
  server.start();
  return server;
}
