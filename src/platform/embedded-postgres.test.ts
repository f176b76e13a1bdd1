import { type ChildProcess, spawn } from "node:child_process";
import { once } from "node:events";
import { chmodSync, chownSync, mkdirSync, mkdtempSync, rmSync, statSync, writeFileSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { createInterface } from "node:readline";
import { setTimeout as sleep } from "node:timers/promises";
import { Client } from "pg";
import { afterEach, beforeEach, describe, expect, test } from "vitest";
import { lockDataDir } from "./data-lock.ts";
import { type EmbeddedPostgres, findRunningPostgres, startEmbeddedPostgres, stopOrphan } from "./embedded-postgres.ts";
import { findPostgresBinaries } from "./postgres-binaries.ts";

const isRoot = process.getuid?.() === 0;
const silent = { info: () => undefined, warn: () => undefined, error: () => undefined };
// Without fsync: these tests kill processes, not the machine.
const fast = { settings: { shared_buffers: "16MB" }, log: silent, fsync: false };

let home: string;
let dataDir: string;
let running: EmbeddedPostgres[] = [];
let children: ChildProcess[] = [];

beforeEach(() => {
  home = mkdtempSync(join(tmpdir(), "pg-"));
  chmodSync(home, 0o755);
  dataDir = join(home, "data");
});

afterEach(async () => {
  for (const server of running) await server.stop();
  for (const child of children) child.kill("SIGKILL");
  await stopOrphan(dataDir).catch(() => undefined);
  running = [];
  children = [];
  rmSync(home, { recursive: true, force: true });
});

async function start(options: Partial<Parameters<typeof startEmbeddedPostgres>[0]> = {}): Promise<EmbeddedPostgres> {
  const server = await startEmbeddedPostgres({ dataDir, ...fast, ...options });
  running.push(server);
  return server;
}

/** Another app process on the same data. Out: its process, its postmaster's pid and url. */
async function startElsewhere(account: { uid?: number; gid?: number } = {}, settings = fast.settings) {
  const code = `
    const { startEmbeddedPostgres } = await import(${JSON.stringify(new URL("./embedded-postgres.ts", import.meta.url).href)});
    const log = { info() {}, warn() {}, error() {} };
    const server = await startEmbeddedPostgres({ dataDir: ${JSON.stringify(dataDir)}, log, fsync: false, settings: ${JSON.stringify(settings)} });
    console.log(JSON.stringify({ pid: server.pid, url: server.url }));
    process.once("SIGTERM", () => server.stop());`;
  const child = spawn(process.execPath, ["--input-type=module", "-e", code], {
    ...account,
    cwd: "/",
    stdio: ["ignore", "pipe", "inherit"],
  });
  children.push(child);
  const [line] = (await once(createInterface(child.stdout), "line")) as [string];
  return { child, ...(JSON.parse(line) as { pid: number; url: string }) };
}

async function ask(url: string, sql: string): Promise<unknown> {
  const client = new Client({ connectionString: url });
  client.on("error", () => undefined);
  await client.connect();
  try {
    const { rows } = await client.query({ text: sql, rowMode: "array" });
    return rows[0]?.[0];
  } finally {
    await client.end();
  }
}

async function eventually<T>(work: () => Promise<T>, patience = 10_000): Promise<T> {
  const until = Date.now() + patience;
  for (;;) {
    try {
      return await work();
    } catch (error) {
      if (Date.now() > until) throw error;
      await sleep(100);
    }
  }
}

async function kill(child: ChildProcess): Promise<void> {
  child.kill("SIGKILL");
  await once(child, "exit");
}

describe("a server of our own", () => {
  test("starts, keeps its data over a restart, lets nobody in without the password", async () => {
    const first = await start();
    expect(await ask(first.url, "select current_setting('server_encoding')")).toBe("UTF8");
    await ask(first.url, "create table kept as select '法律门诊' as word");
    expect(statSync(join(dataDir, "keys/postgres-password")).mode & 0o777).toBe(0o600);
    expect(statSync(join(dataDir, "postgres")).mode & 0o777).toBe(0o700);
    await expect(ask(first.url.replace(/:[^:@]+@/, ":guess@"), "select 1")).rejects.toThrow(/password authentication/);
    expect(findRunningPostgres(dataDir)).toBe(first.url);
    await first.stop();
    await first.stop();
    expect(findRunningPostgres(dataDir)).toBeUndefined();
    const began = Date.now();
    const second = await start();
    expect(Date.now() - began).toBeLessThan(5_000);
    expect(await ask(second.url, "select word from kept")).toBe("法律门诊");
  });

  test("comes back after kill -9 of the postmaster, with what was committed and under the same url", async () => {
    const server = await start({ fsync: true });
    await ask(server.url, "create table kept as select 1 as n");
    // Busy in the processor: such a child does not notice by itself that its postmaster is gone.
    const busy = ask(
      server.url,
      "select count(*) from generate_series(1, 100000) a, generate_series(1, 100000) b",
    ).catch(() => "gone");
    await sleep(300);
    const ends: string[] = [];
    server.onExit((how) => ends.push(how));
    for (let round = 1; round <= 2; round++) {
      const before = server.pid;
      process.kill(before, "SIGKILL");
      const began = Date.now();
      await sleep(200);
      expect(await eventually(() => ask(server.url, "select n from kept"))).toBe(1);
      expect(Date.now() - began).toBeLessThan(10_000);
      expect(server.pid).not.toBe(before);
      expect(ends).toHaveLength(round);
    }
    expect(await busy).toBe("gone");
  });

  test("uses the loopback when the path is too long for a socket", async () => {
    dataDir = join(home, "x".repeat(90));
    const { url } = await start();
    expect(url).toMatch(/@127\.0\.0\.1:\d+\/postgres$/);
    expect(await ask(url, "select 1")).toBe(1);
  });

  test("stops while it is being restarted", async () => {
    const server = await start();
    const { pid } = server;
    process.kill(pid, "SIGKILL");
    await server.stop();
    expect(findRunningPostgres(dataDir)).toBeUndefined();
    await start();
  });
});

describe("after a killed app", () => {
  test("takes over the server it left behind", async () => {
    const killed = await startElsewhere();
    await kill(killed.child);
    const began = Date.now();
    const server = await start();
    expect(Date.now() - began).toBeLessThan(5_000);
    expect(server.pid).toBe(killed.pid);
    expect(await ask(server.url, "select 1")).toBe(1);
    process.kill(server.pid, "SIGKILL");
    await sleep(300);
    expect(await eventually(() => ask(server.url, "select 1"))).toBe(1);
    expect(server.pid).not.toBe(killed.pid);
    await server.stop();
  });

  test("starts anew when the settings are others", async () => {
    const killed = await startElsewhere();
    await kill(killed.child);
    const server = await start({ settings: { shared_buffers: "17MB" } });
    expect(server.pid).not.toBe(killed.pid);
    expect(await ask(server.url, "show shared_buffers")).toBe("17MB");
  });

  test("starts when app and server were killed together", async () => {
    const killed = await startElsewhere();
    process.kill(killed.pid, "SIGKILL");
    await kill(killed.child);
    const server = await start();
    expect(await ask(server.url, "select 1")).toBe(1);
  });

  test("is not confused by a pid file whose pid is now somebody else's", async () => {
    await (await start()).stop();
    const cluster = join(dataDir, "postgres");
    const { uid, gid } = statSync(cluster);
    const stranger = spawn("sleep", ["60"], { uid, gid });
    children.push(stranger);
    writeFileSync(join(cluster, "postmaster.pid"), `${stranger.pid}\n${cluster}\n1\n5432\n\n\n0 0\nready   \n`);
    chownSync(join(cluster, "postmaster.pid"), uid, gid);
    const server = await start();
    expect(await ask(server.url, "select 1")).toBe(1);
    expect(stranger.exitCode).toBeNull();
  });
});

describe("refuses clearly", () => {
  test("a second process on the same data", async () => {
    const first = await startElsewhere();
    await expect(start()).rejects.toThrow(
      `Another process (pid ${first.child.pid}) is already running on ${dataDir}. Stop it or set DATA_DIR.`,
    );
    first.child.kill("SIGTERM");
    await once(first.child, "exit");
    await start();
    await expect(start()).rejects.toThrow(`Another process (pid ${process.pid})`);
  });

  test("a server that somebody else started on the same data", async () => {
    const foreign = await startElsewhere({}, { ...fast.settings, cluster_name: "by hand" } as typeof fast.settings);
    await kill(foreign.child);
    await expect(start()).rejects.toThrow(`Another process (pid ${foreign.pid}) is already running on`);
  });

  test("data of another PostgreSQL version", async () => {
    await (await start()).stop();
    writeFileSync(join(dataDir, "postgres/PG_VERSION"), "13\n");
    await expect(start()).rejects.toThrow(
      /The database in .*postgres was made by PostgreSQL 13, but this machine has PostgreSQL 1\d.*Install PostgreSQL 13/s,
    );
  });

  test("a folder that is something else, and a lost password", async () => {
    mkdirSync(join(dataDir, "postgres"), { recursive: true });
    writeFileSync(join(dataDir, "postgres/letter.txt"), "");
    await expect(start()).rejects.toThrow("is not empty and not a PostgreSQL database");
    rmSync(dataDir, { recursive: true });
    await (await start()).stop();
    rmSync(join(dataDir, "keys"), { recursive: true });
    await expect(start()).rejects.toThrow("Restore the keys folder from the backup");
  });

  test("settings that PostgreSQL does not know, with what it says", async () => {
    await expect(start({ settings: { shared_bufers: "1MB" } })).rejects.toThrow(
      /PostgreSQL did not start.*unrecognized configuration parameter "shared_bufers"/s,
    );
  });
});

test("a data directory is locked by one living process, and a dead one's lock is none", () => {
  const lock = lockDataDir(dataDir);
  expect(() => lockDataDir(dataDir)).toThrow(`pid ${process.pid}`);
  lock.release();
  writeFileSync(join(dataDir, "running-1-00000000-1.lock"), "");
  lockDataDir(dataDir).release();
});

test.runIf(isRoot)("runs as an ordinary user", async () => {
  mkdirSync(dataDir);
  chownSync(dataDir, 65534, 65534);
  const { url, child } = await startElsewhere({ uid: 65534, gid: 65534 });
  expect(statSync(join(dataDir, "postgres")).uid).toBe(65534);
  expect(await ask(url, "select 1")).toBe(1);
  // Root keeps the owner that the data has.
  await kill(child);
  const server = await start();
  expect(await ask(server.url, "select 1")).toBe(1);
  await server.stop();
  expect(statSync(join(dataDir, "postgres")).uid).toBe(65534);
});

const system = findPostgresBinaries().filter(({ source, major }) => source === "system" && major < 18);
test.runIf(system.length > 0)("runs on the system's PostgreSQL, and again without being told", async () => {
  await (await start({ binaries: system[0] })).stop();
  expect((await start()).version).toBe(system[0]?.version);
});
