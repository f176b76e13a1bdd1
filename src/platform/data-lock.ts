import { mkdirSync, readdirSync, rmSync, writeFileSync } from "node:fs";
import { join, resolve } from "node:path";
import { processIdentity } from "./process-identity.ts";

/** Another live process works on the same data directory. The message says which one and what to do. */
export class DataDirInUse extends Error {}

const held = new Set<string>();
const lockName = /^running-((\d+)-.+)\.lock$/;

/**
 * Makes this process the only one of ours on `dataDir` until `release()` or its death.
 * Errors: DataDirInUse when another live process has it (also when this process already has it).
 *
 * Why no single lock file: taking over a stale one is a race that needs a second lock. Here everybody puts down a file
 * that carries the identity of its process and then looks for others; files of dead processes (kill -9, power cut) can
 * be removed by anybody at any time. Two that start in the same instant may both refuse, never both go on.
 */
export function lockDataDir(dataDir: string): { release(): void } {
  const dir = resolve(dataDir);
  const inUse = (pid: number) =>
    new DataDirInUse(`Another process (pid ${pid}) is already running on ${dir}. Stop it or set DATA_DIR.`);
  if (held.has(dir)) throw inUse(process.pid);
  mkdirSync(dir, { recursive: true, mode: 0o755 });
  const mine = `running-${processIdentity(process.pid) ?? `${process.pid}-unknown`}.lock`;
  const release = () => {
    held.delete(dir);
    rmSync(join(dir, mine), { force: true });
  };
  writeFileSync(join(dir, mine), "", { mode: 0o600 });
  for (const name of readdirSync(dir)) {
    const [, identity, pid] = lockName.exec(name) ?? [];
    if (identity === undefined || name === mine) continue;
    if (processIdentity(Number(pid)) !== identity) {
      rmSync(join(dir, name), { force: true });
      continue;
    }
    release();
    throw inUse(Number(pid));
  }
  held.add(dir);
  return { release };
}
