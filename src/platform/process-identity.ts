import { execFileSync } from "node:child_process";
import { readFileSync, readlinkSync } from "node:fs";
import { basename } from "node:path";

/**
 * Names one life of one process: the pid alone is reused, pid and start time are not.
 * In: a pid. Out: a short file-name-safe text, or undefined when no such process runs (a zombie counts as gone,
 * because a container's first process may never collect it).
 */
export function processIdentity(pid: number): string | undefined {
  try {
    if (process.platform !== "linux") {
      const started = execFileSync("ps", ["-o", "lstart=", "-p", String(pid)], { encoding: "utf8" }).trim();
      return started === "" ? undefined : `${pid}-${started.replace(/[^0-9A-Za-z]+/g, "")}`;
    }
    const stat = readFileSync(`/proc/${pid}/stat`, "utf8");
    // The second field is the program's name in brackets and may hold spaces: count from behind it.
    const fields = stat.slice(stat.lastIndexOf(")") + 2).split(" ");
    if (fields[0] === "Z" || fields[0] === "X") return undefined;
    const boot = readFileSync("/proc/sys/kernel/random/boot_id", "utf8").slice(0, 8);
    return `${pid}-${boot}-${fields[19]}`;
  } catch {
    return undefined;
  }
}

/**
 * Says whether a pid is a living PostgreSQL process that works in `cluster` (its own working directory is the
 * cluster), so that we never signal a stranger that got a recycled pid. In: pid, real path. Never throws.
 */
export function isPostgresOf(pid: number, cluster: string): boolean {
  if (processIdentity(pid) === undefined) return false;
  try {
    if (process.platform !== "linux") {
      return execFileSync("ps", ["-o", "command=", "-p", String(pid)], { encoding: "utf8" }).includes(cluster);
    }
    const program = basename(readlinkSync(`/proc/${pid}/exe`));
    return /^(postgres|postmaster)( \(deleted\))?$/.test(program) && readlinkSync(`/proc/${pid}/cwd`) === cluster;
  } catch {
    return false;
  }
}
