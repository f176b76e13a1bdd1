import { execFileSync } from "node:child_process";
import { createHash } from "node:crypto";
import { cpus, totalmem } from "node:os";
import type { BenchResult } from "./report.ts";
import { printReport } from "./report.ts";

/** Every bench: `npm run bench -- <name> [--json] [options]`. Exits 1 when a target falls short. */
const benches: Record<
  string,
  { about: string; load: () => Promise<(args: readonly string[]) => Promise<BenchResult>> }
> = {
  booking: {
    about: "200 parallel clients on 50 sessions: capacity kept, nothing double, throughput beside a bare client",
    load: () => import("./booking.ts").then((module) => module.bookingBench),
  },
  load: {
    about: "50 bookings/s + 300 reads/s for 60 s over HTTP with 100,000 matters",
    load: () => import("./load.ts").then((module) => module.loadBench),
  },
  crash: {
    about: "kill -9 of the app and of PostgreSQL under load: nothing acknowledged is lost, back in ten seconds",
    load: () => import("./crash.ts").then((module) => module.crashBench),
  },
  lighthouse: {
    about: "Lighthouse on a slow phone: home, clinic, result and booking page, median of three runs",
    load: () => import("./lighthouse.ts").then((module) => module.lighthouseBench),
  },
};

const [name, ...args] = process.argv.slice(2);
const bench = name ? benches[name] : undefined;
if (!bench) {
  for (const [key, { about }] of Object.entries(benches)) process.stdout.write(`  ${key.padEnd(10)} ${about}\n`);
  process.exit(name ? 2 : 0);
}
const run = await bench.load();
const result = await run(args);
const machine = `${cpus().length} × ${cpus()[0]?.model.trim() ?? "?"}, ${Math.round(totalmem() / 2 ** 30)} GiB, Node ${process.versions.node}, ${process.platform}`;
printReport(result, {
  name: name ?? "",
  machine,
  date: new Date().toISOString(),
  inputHash: createHash("sha256").update(JSON.stringify(result.input)).digest("hex").slice(0, 12),
  commit: commitOf(),
  json: args.includes("--json"),
});
process.exit(result.rows.every((row) => row.ok !== false) ? 0 : 1);

function commitOf(): string {
  try {
    return execFileSync("git", ["rev-parse", "--short", "HEAD"], {
      encoding: "utf8",
      stdio: ["ignore", "pipe", "ignore"],
    }).trim();
  } catch {
    return "unknown";
  }
}
