/** The gateway of the local Discord: HELLO, IDENTIFY, RESUME, heartbeats, dispatches, and its ways of failing. */
import type { Server } from 'node:http';
import { type WebSocket, WebSocketServer } from 'ws';
import { type JsonObject, listOf, numberOf, objectOf, textOf } from './json.ts';
import { APPLICATION, type Guild, guildJson, userJson } from './world.ts';

/** Intents that need Discord's permission: members, presences, message content. */
const PRIVILEGED = (1 << 1) | (1 << 8) | (1 << 15);
const CLOSE = { authenticationFailed: 4004, disallowedIntents: 4014, invalidShard: 4010 } as const;

export type GatewaySettings = {
  token: string;
  guilds: readonly Guild[];
  nextId: () => string;
  address: () => string;
  /** Closes the connection with this code instead of answering IDENTIFY. */
  refuseIdentify: number | null;
  /** Announces guilds in READY and never sends them. */
  withholdGuilds: boolean;
};

type Session = {
  id: string;
  shard: readonly [number, number];
  socket: WebSocket | null;
  sequence: number;
  sent: { sequence: number; text: string }[];
};

export type Gateway = {
  /** Sends an event to the shard that serves this guild, or to shard 0. */
  dispatch(event: string, data: JsonObject, guildId: string | null): void;
  /** Resolves when the `number`th (counting from 1) IDENTIFY or RESUME since the start has been answered. */
  session(number: number): Promise<{ kind: 'identified' | 'resumed' }>;
  /** What IDENTIFY asked for, in order. */
  identifies: JsonObject[];
  /** Cuts every connection without a close frame. */
  cut(): void;
  /** Closes every connection with this code. */
  closeAll(code: number): void;
  /** Sends an opcode of the gateway without data, such as 7 (reconnect) or 9 (invalid session). */
  signal(opcode: number): void;
  connections(): number;
  end(): Promise<void>;
};

/** A gateway on this HTTP server. */
export const createGateway = (server: Server, settings: GatewaySettings): Gateway => {
  const sockets = new WebSocketServer({ server });
  const sessions = new Map<string, Session>();
  const identifies: JsonObject[] = [];
  const begun: { kind: 'identified' | 'resumed' }[] = [];
  const waiting: { number: number; resolve: (begun: { kind: 'identified' | 'resumed' }) => void }[] = [];

  const begin = (kind: 'identified' | 'resumed'): void => {
    begun.push({ kind });
    for (const { number, resolve } of waiting) if (number === begun.length) resolve({ kind });
  };
  const write = (socket: WebSocket | null, payload: JsonObject): void => socket?.send(JSON.stringify(payload));
  const event = (session: Session, name: string, data: JsonObject): void => {
    session.sequence += 1;
    const text = JSON.stringify({ op: 0, t: name, s: session.sequence, d: data });
    session.sent.push({ sequence: session.sequence, text });
    session.socket?.send(text);
  };
  const shardOf = (guildId: string, count: number): number => Number((BigInt(guildId) >> 22n) % BigInt(count));

  const refusalOf = (data: JsonObject, shard: number, count: number): number | null => {
    if (settings.refuseIdentify !== null) return settings.refuseIdentify;
    if (data.token !== settings.token) return CLOSE.authenticationFailed;
    if ((numberOf(data.intents) & PRIVILEGED) !== 0) return CLOSE.disallowedIntents;
    return shard >= count ? CLOSE.invalidShard : null;
  };

  const identify = (socket: WebSocket, data: JsonObject): void => {
    identifies.push(data);
    const [shard = 0, count = 1] = listOf(data.shard).map(numberOf);
    const refusal = refusalOf(data, shard, count);
    if (refusal !== null) {
      socket.close(refusal);
      return;
    }
    const session: Session = { id: settings.nextId(), shard: [shard, count], socket, sequence: 0, sent: [] };
    sessions.set(session.id, session);
    const mine = settings.guilds.filter(({ id }) => shardOf(id, count) === shard);
    event(session, 'READY', {
      v: 10,
      user: { ...userJson(APPLICATION, true), verified: true, mfa_enabled: true, email: null, flags: 0 },
      guilds: mine.map(({ id }) => ({ id, unavailable: true })),
      session_id: session.id,
      resume_gateway_url: settings.address(),
      shard: [shard, count],
      application: { id: APPLICATION.id, flags: 0 },
    });
    if (!settings.withholdGuilds) for (const guild of mine) event(session, 'GUILD_CREATE', guildJson(guild));
    begin('identified');
  };

  const resume = (socket: WebSocket, data: JsonObject): void => {
    const session = sessions.get(textOf(data.session_id));
    if (session === undefined || data.token !== settings.token) {
      write(socket, { op: 9, d: false });
      return;
    }
    session.socket = socket;
    const last = numberOf(data.seq);
    for (const { sequence, text } of session.sent) if (sequence > last) socket.send(text);
    event(session, 'RESUMED', {});
    begin('resumed');
  };

  sockets.on('connection', (socket) => {
    write(socket, { op: 10, d: { heartbeat_interval: 41_250 } });
    socket.on('error', () => undefined);
    socket.on('message', (raw) => {
      const packet = objectOf(JSON.parse(raw.toString()));
      const data = objectOf(packet.d);
      if (packet.op === 1) write(socket, { op: 11 });
      if (packet.op === 2) identify(socket, data);
      if (packet.op === 6) resume(socket, data);
    });
    socket.on('close', () => {
      for (const session of sessions.values()) if (session.socket === socket) session.socket = null;
    });
  });

  return {
    identifies,
    dispatch: (name, data, guildId) => {
      const latest = [...sessions.values()].reverse();
      const session = latest.find(
        ({ shard: [id, count], socket }) => socket !== null && id === (guildId === null ? 0 : shardOf(guildId, count)),
      );
      // As Discord does: what happens while a connection is down is kept for its RESUME.
      const target = session ?? latest[0];
      if (target === undefined) throw new Error('no bot has logged in yet');
      event(target, name, data);
    },
    session: (number) => {
      const done = begun[number - 1];
      if (done !== undefined) return Promise.resolve(done);
      return new Promise((resolve) => waiting.push({ number, resolve }));
    },
    cut: () => {
      for (const socket of sockets.clients) socket.terminate();
    },
    closeAll: (code) => {
      for (const socket of sockets.clients) socket.close(code);
    },
    signal: (opcode) => {
      for (const socket of sockets.clients) write(socket, { op: opcode, d: opcode === 9 ? false : null });
    },
    connections: () => sockets.clients.size,
    end: () =>
      new Promise((resolve) => {
        for (const socket of sockets.clients) socket.terminate();
        sockets.close(() => resolve());
      }),
  };
};
