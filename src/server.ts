import { existsSync, writeFileSync } from "node:fs";
import { join } from "node:path";
import { serve } from "@hono/node-server";
import { serverModules } from "./compose.ts";
import { seedDemo } from "./demo/seed.ts";
import { faces } from "./faces.tsx";
import { resolveCaller } from "./modules/identity/index.ts";
import { type Config, readConfig } from "./platform/config.ts";
import { DataDirInUse } from "./platform/data-lock.ts";
import { isUnavailable, sql } from "./platform/database.ts";
import { createApp } from "./platform/http.ts";
import { createLog, type Log } from "./platform/log.ts";
import { createMetrics } from "./platform/metrics.ts";
import { openRuntime, type Runtime } from "./runtime.ts";

await main(process.argv.slice(2));

async function main(args: readonly string[]): Promise<void> {
  let config: Config;
  try {
    config = readConfig(process.env, args);
  } catch (error) {
    return fail(error);
  }
  // In the demo people read the terminal: only what is wrong is logged there.
  const log = createLog(config.production ? config.logLevel : (process.env.LOG_LEVEL ?? "warn"));
  let runtime: Runtime;
  try {
    runtime = await openRuntime(config, log);
  } catch (error) {
    return fail(error);
  }
  const { platform, open, jobs } = runtime;
  const life: Life = { working: false, closing: false };
  const app = createApp({
    platform,
    modules: serverModules,
    resolveCaller: (token) => resolveCaller(platform, token),
    faces: faces(),
    metrics: createMetrics(() => ({ total: open.pool.totalCount, waiting: open.pool.waitingCount })),
    ready: () => readiness(runtime, config, life),
    trustProxy: config.trustProxy,
  });
  // Demo mode answers this machine only, unless HOST says otherwise; production answers everybody, IPv6 and IPv4.
  const hostname = config.host ?? (config.production ? "::" : "127.0.0.1");
  const server = serve({ fetch: app.fetch, port: config.port, hostname });
  server.on("error", async (error: NodeJS.ErrnoException) => {
    await runtime.close();
    fail(
      error.code === "EADDRINUSE"
        ? new Error(`Port ${config.port} is taken. Stop the other program, or set PORT to a free one.`)
        : error,
    );
  });
  await new Promise<void>((resolve) => server.once("listening", () => resolve()));
  closeOnSignal(runtime, server, log, life);
  try {
    await jobs.start(platform);
  } catch (error) {
    // Asked to stop while it was starting: stopping goes on.
    if (life.closing) return;
    throw error;
  }
  life.working = true;
  if (config.production) {
    log.info({ port: config.port, pack: config.cityPack }, "ready");
    return;
  }
  // For benches and tests of the program as a whole: demo mode on an empty city.
  if (args.includes("--empty")) {
    process.stdout.write(`ready on ${config.port}\n`);
    return;
  }
  try {
    await seedDemo(runtime, config.port, (line) => process.stdout.write(`${line}\n`));
  } catch (error) {
    // The city stays usable as far as it was made; a bug of the story must not take the server down.
    log.error({ err: error }, "the demo city could not be completed");
    process.stderr.write(
      `The demo city could not be completed: ${error instanceof Error ? error.message : String(error)}\n`,
    );
  }
}

interface Life {
  /** Jobs are being worked on. */
  working: boolean;
  closing: boolean;
}

async function readiness(
  runtime: Runtime,
  config: Config,
  life: Life,
): Promise<{ ok: boolean; checks: Record<string, boolean> }> {
  const checks: Record<string, boolean> = {
    database: false,
    dataDirectory: existsSync(config.dataDir),
    disk: false,
    jobs: life.working && !life.closing,
  };
  try {
    await sql`select 1`.execute(runtime.platform.database);
    checks.database = true;
  } catch (error) {
    if (!isUnavailable(error)) runtime.platform.log.error({ err: error }, "readiness");
  }
  try {
    writeFileSync(join(config.dataDir, ".writable"), "");
    checks.disk = true;
  } catch {
    checks.disk = false;
  }
  return { ok: Object.values(checks).every(Boolean), checks };
}

/** Stops taking requests, finishes those under way (at most ten seconds), then closes jobs and database. */
function closeOnSignal(runtime: Runtime, server: ReturnType<typeof serve>, log: Log, life: Life): void {
  const close = (signal: string) => {
    if (life.closing) return;
    life.closing = true;
    log.info({ signal }, "stopping");
    setTimeout(() => process.exit(1), 15_000).unref();
    server.close(async () => {
      await runtime.close().catch((error) => log.error({ err: error }, "stopping"));
      process.exit(0);
    });
    if ("closeIdleConnections" in server) server.closeIdleConnections();
    setTimeout(() => "closeAllConnections" in server && server.closeAllConnections(), 10_000).unref();
  };
  process.on("SIGTERM", () => close("SIGTERM"));
  process.on("SIGINT", () => close("SIGINT"));
}

function fail(error: unknown): never {
  const known = error instanceof DataDirInUse || error instanceof Error;
  process.stderr.write(`${known ? (error as Error).message : String(error)}\n`);
  if (process.env.LOG_LEVEL === "debug" && error instanceof Error) process.stderr.write(`${error.stack}\n`);
  process.exit(1);
}
