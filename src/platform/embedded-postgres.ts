import { spawn } from "node:child_process";
import { closeSync, openSync, readdirSync, readFileSync, realpathSync, renameSync, statSync } from "node:fs";
import { createServer } from "node:net";
import { join, resolve } from "node:path";
import { setTimeout as sleep } from "node:timers/promises";
import { DataDirInUse, lockDataDir } from "./data-lock.ts";
import type { PostgresBinaries } from "./postgres-binaries.ts";
import { bareEnvironment, type Cluster, EmbeddedPostgresError, openCluster, passwordFile } from "./postgres-cluster.ts";
import { isPostgresOf } from "./process-identity.ts";

export type PostgresLog = { info(message: string): void; warn(message: string): void; error(message: string): void };

export type EmbeddedPostgresOptions = {
  /** Holds `postgres/`, `postgres.log` and `keys/postgres-password`; made when missing. */
  dataDir: string;
  log: PostgresLog;
  /** Server settings on top of ours. */
  settings?: Record<string, string>;
  /** false only for tests: a power cut then loses the database. */
  fsync?: boolean;
  /** Which PostgreSQL to use; found by itself when left out. */
  binaries?: PostgresBinaries;
};

export type EmbeddedPostgres = {
  /** For the superuser `postgres`, database `postgres`; stays valid through restarts. */
  readonly url: string;
  /** Such as "18.4". */
  readonly version: string;
  /** Of the postmaster that runs now. */
  readonly pid: number;
  /** Fast shutdown: open transactions are rolled back, everything committed is on disk. Safe to call twice. */
  stop(): Promise<void>;
  /** Called at every end that nobody asked for; the restart is under way by then. */
  onExit(callback: (how: string) => void): void;
};

const tuned: Record<string, string> = {
  shared_buffers: "256MB",
  effective_cache_size: "1GB",
  work_mem: "8MB",
  maintenance_work_mem: "128MB",
  max_connections: "100",
  // Bounds what has to be read again after a crash: the service must be back within ten seconds.
  max_wal_size: "512MB",
  random_page_cost: "1.1",
  jit: "off",
  timezone: "UTC",
  log_timezone: "UTC",
  log_line_prefix: "%m [%p] ",
  // Statements and the "Key (…)=(…)" details of errors carry personal data: keep them out of the log.
  log_error_verbosity: "terse",
  log_min_error_statement: "panic",
  // Marks a postmaster as ours: only such a one is taken over or stopped when its app is gone.
  cluster_name: "legal-clinic",
  // Statements of a killed app end soon instead of holding their locks.
  ...(process.platform === "linux" && { client_connection_check_interval: "2s" }),
};
const careless = { fsync: "off", full_page_writes: "off", synchronous_commit: "off" };

/**
 * Runs PostgreSQL for this process and keeps it running: restarts it whenever it dies, until `stop()`. Takes over the
 * server that an earlier, killed process of ours left behind. Resolves when the server accepts connections.
 * Errors: DataDirInUse (another live process has the data), EmbeddedPostgresError (anything an operator can mend).
 */
export async function startEmbeddedPostgres(options: EmbeddedPostgresOptions): Promise<EmbeddedPostgres> {
  const dataDir = resolve(options.dataDir);
  const lock = takeDataDir(dataDir);
  try {
    const { log, fsync = true, binaries } = options;
    const cluster = openCluster({ dataDir, fsync, binaries, warn: (message) => log.warn(message) });
    const settings = { ...tuned, ...(fsync ? {} : careless), ...options.settings };
    return await supervise({ cluster, settings, log, logFile: join(dataDir, "postgres.log") }, lock.release);
  } catch (error) {
    lock.release();
    throw error;
  }
}

function takeDataDir(dataDir: string): { release(): void } {
  try {
    return lockDataDir(dataDir);
  } catch (error) {
    if (error instanceof DataDirInUse || !(error instanceof Error)) throw error;
    throw new EmbeddedPostgresError(`The data directory ${dataDir} cannot be used: ${error.message}. Set DATA_DIR.`);
  }
}

/**
 * The owner url of the server that runs on `dataDir` now, so that a command-line tool can work beside a running app.
 * Undefined when none runs (or its password cannot be read).
 */
export function findRunningPostgres(dataDir: string): string | undefined {
  try {
    const path = realpathSync(join(dataDir, "postgres"));
    const running = readPostmaster(path);
    if (running?.status !== "ready" || !isPostgresOf(running.pid, path)) return undefined;
    return ownerUrl(path, running.port, readFileSync(passwordFile(dataDir), "utf8").trim());
  } catch {
    return undefined;
  }
}

/** Stops the server that a dead process of ours left on `dataDir`, if there is one. Used before removing the folder. */
export async function stopOrphan(dataDir: string): Promise<void> {
  const path = realpathSync(join(dataDir, "postgres"));
  const running = readPostmaster(path);
  if (running && isPostgresOf(running.pid, path)) await end(running.pid, path);
}

type Plan = { cluster: Cluster; settings: Record<string, string>; log: PostgresLog; logFile: string };
type Running = { pid: number; gone: Promise<string> };

async function supervise(plan: Plan, release: () => void): Promise<EmbeddedPostgres> {
  const { cluster, log } = plan;
  const leftOver = readPostmaster(cluster.path);
  const alive = leftOver !== undefined && isPostgresOf(leftOver.pid, cluster.path);
  const port = socketFits(cluster.path) ? 5432 : alive && leftOver.port > 0 ? leftOver.port : await freePort();
  const args = commandLine(plan, port);
  const stopping = new AbortController();
  const listeners: ((how: string) => void)[] = [];
  let current = alive ? await adopt(plan, args, leftOver, stopping.signal) : await launch(plan, args, stopping.signal);

  const keepRunning = async () => {
    while (!stopping.signal.aborted) {
      const how = await current.gone;
      if (stopping.signal.aborted) return;
      log.error(`PostgreSQL (pid ${current.pid}) ended unexpectedly (${how}); starting it again.`);
      for (const callback of listeners) callback(how);
      for (let pause = 100; !stopping.signal.aborted; pause = Math.min(pause * 2, 5_000)) {
        try {
          current = await launch(plan, args, stopping.signal);
          log.info(`PostgreSQL is back (pid ${current.pid}).`);
          break;
        } catch (error) {
          if (!stopping.signal.aborted) log.error(error instanceof Error ? error.message : String(error));
          await sleep(pause, undefined, { signal: stopping.signal }).catch(() => undefined);
        }
      }
    }
    await end(current.pid, cluster.path);
  };
  const supervised = keepRunning();
  // The last chance of a process that exits without stop(): a clean shutdown costs the next start nothing.
  const lastWill = () => signal(current.pid, "SIGINT", cluster.path);
  process.on("exit", lastWill);
  let stopped: Promise<void> | undefined;
  const stop = async () => {
    stopping.abort();
    await end(current.pid, cluster.path);
    await supervised;
    process.off("exit", lastWill);
    release();
  };
  return {
    url: ownerUrl(cluster.path, port, cluster.password),
    version: cluster.binaries.version,
    get pid() {
      return current.pid;
    },
    stop: () => (stopped ??= stop()),
    onExit: (callback) => void listeners.push(callback),
  };
}

/** Keeps the server of a killed app when it runs as we would start it; else shuts it down and starts anew. */
async function adopt(plan: Plan, args: string[], orphan: Postmaster, stopping: AbortSignal): Promise<Running> {
  const { cluster, log } = plan;
  const started = readFileSync(join(cluster.path, "postmaster.opts"), "utf8").trim();
  if (!started.includes(`"cluster_name=${tuned.cluster_name}"`)) {
    throw new EmbeddedPostgresError(
      `Another process (pid ${orphan.pid}) is already running on ${cluster.path}: a PostgreSQL that was not started by this program. Stop it or set DATA_DIR.`,
    );
  }
  const wanted = [realpathSync(join(cluster.binaries.bin, "postgres")), ...args.map((arg) => `"${arg}"`)].join(" ");
  if (orphan.status === "ready" && started === wanted) {
    log.warn(`Took over the PostgreSQL (pid ${orphan.pid}) that an earlier process left running.`);
    return { pid: orphan.pid, gone: untilGone(orphan.pid, cluster.path).then(() => "gone") };
  }
  log.warn(`Stopping the PostgreSQL (pid ${orphan.pid}) that an earlier process left running.`);
  await end(orphan.pid, cluster.path);
  return launch(plan, args, stopping);
}

/** Starts the server and waits until it accepts connections, for as long as its crash recovery takes. */
async function launch(plan: Plan, args: string[], stopping: AbortSignal): Promise<Running> {
  const { path } = plan.cluster;
  const patience = Date.now() + 10_000;
  for (let attempt = 0; ; attempt++) {
    // A killed postmaster's children hold its shared memory for a moment; after a second they are told to go.
    if (attempt >= 4) endStragglers(path, attempt < 12 ? "SIGQUIT" : "SIGKILL");
    const before = rotateLog(plan.logFile);
    const running = startProcess(plan, args);
    let how: string | undefined;
    while (how === undefined) {
      const state = readPostmaster(path);
      if (!stopping.aborted && state?.pid === running.pid && state.status === "ready") return running;
      if (stopping.aborted && running.pid > 0) signal(running.pid, "SIGINT", path);
      how = await Promise.race([running.gone, sleep(40).then(() => undefined)]);
    }
    if (stopping.aborted) throw new EmbeddedPostgresError("PostgreSQL was stopped while it started.");
    const said = readFileSync(plan.logFile).subarray(before).toString("utf8").trim();
    const passing = /lock file|shared memory|is the port|Address already in use|in use by/i.test(said);
    if (!passing || Date.now() > patience) {
      throw new EmbeddedPostgresError(
        `PostgreSQL did not start (${how}). Its log, ${plan.logFile}, says:\n${said.slice(-2_000)}`,
      );
    }
    await sleep(250, undefined, { signal: stopping }).catch(() => undefined);
  }
}

function startProcess({ cluster, logFile }: Plan, args: string[]): Running {
  const out = openSync(logFile, "a", 0o600);
  try {
    const recorded = readPostmaster(cluster.path)?.pid;
    const child = spawn(join(cluster.binaries.bin, "postgres"), args, {
      ...cluster.account,
      cwd: "/",
      // A pid file whose pid now belongs to a stranger or a zombie (containers reuse the same few pids) would keep
      // PostgreSQL from starting for ever. This tells it that the recorded pid is no server; its shared-memory check
      // still applies. We never delete the file.
      env:
        recorded && !isPostgresOf(recorded, cluster.path)
          ? { ...bareEnvironment, PG_GRANDPARENT_PID: String(recorded) }
          : bareEnvironment,
      // Its own session: Ctrl-C is for the app, which stops the database last.
      detached: true,
      stdio: ["ignore", out, out],
    });
    const gone = new Promise<string>((done) => {
      child.once("error", (error) => done(error.message));
      child.once("exit", (code, killer) => done(killer ?? `exit code ${code}`));
    });
    return { pid: child.pid ?? -1, gone };
  } finally {
    closeSync(out);
  }
}

function commandLine({ cluster, settings }: Plan, port: number): string[] {
  const socket = socketFits(cluster.path);
  // The cluster folder itself holds the socket: mode 0700 keeps other local users from even knocking.
  const where = {
    port: String(port),
    listen_addresses: socket ? "" : "127.0.0.1",
    unix_socket_directories: socket ? cluster.path : "",
  };
  const all = Object.entries({ ...settings, ...where });
  return ["-D", cluster.path, ...all.flatMap(([name, value]) => ["-c", `${name}=${value}`])];
}

// The kernel allows 107 bytes for a socket's path, 103 on macOS.
const socketFits = (path: string) => Buffer.byteLength(join(path, ".s.PGSQL.5432")) <= 100;

function ownerUrl(path: string, port: number, password: string): string {
  if (!socketFits(path)) return `postgres://postgres:${password}@127.0.0.1:${port}/postgres`;
  return `postgres://postgres:${password}@localhost:${port}/postgres?host=${encodeURIComponent(path)}`;
}

async function freePort(): Promise<number> {
  const server = createServer();
  await new Promise<void>((done, fail) => server.once("error", fail).listen(0, "127.0.0.1", done));
  const address = server.address();
  await new Promise((done) => server.close(done));
  return typeof address === "object" && address ? address.port : 0;
}

type Postmaster = { pid: number; port: number; status: string };

/** What the server says about itself in postmaster.pid: line 1 pid, line 4 port, line 8 "starting", "ready", "stopping". */
function readPostmaster(path: string): Postmaster | undefined {
  try {
    const lines = readFileSync(join(path, "postmaster.pid"), "utf8").split("\n");
    const pid = Math.abs(Number.parseInt(lines[0] ?? "", 10));
    return pid > 0 ? { pid, port: Number(lines[3] ?? 0), status: (lines[7] ?? "").trim() } : undefined;
  } catch {
    return undefined;
  }
}

function signal(pid: number, name: NodeJS.Signals, path: string): void {
  try {
    if (isPostgresOf(pid, path)) process.kill(pid, name);
  } catch {
    // It ended in between.
  }
}

async function untilGone(pid: number, path: string): Promise<void> {
  while (isPostgresOf(pid, path)) await sleep(100);
}

/** Fast shutdown; immediate shutdown (safe, the next start replays the log) when it hangs. */
async function end(pid: number, path: string): Promise<void> {
  signal(pid, "SIGINT", path);
  const hurry = setTimeout(() => signal(pid, "SIGQUIT", path), 15_000);
  await untilGone(pid, path);
  clearTimeout(hurry);
}

/** Ends the children of a dead postmaster. Linux only; elsewhere they go by themselves, later. */
function endStragglers(path: string, name: NodeJS.Signals): void {
  const recorded = readPostmaster(path)?.pid;
  if (process.platform !== "linux" || (recorded && isPostgresOf(recorded, path))) return;
  for (const pid of readdirSync("/proc").map(Number)) if (pid > 0 && isPostgresOf(pid, path)) signal(pid, name, path);
}

/** Keeps one old log of 20 MB. Out: the size of the log as it is now. */
function rotateLog(file: string): number {
  const size = statSync(file, { throwIfNoEntry: false })?.size ?? 0;
  if (size < 20_000_000) return size;
  renameSync(file, `${file}.1`);
  return 0;
}
