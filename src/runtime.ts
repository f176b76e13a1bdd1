import { randomBytes } from "node:crypto";
import { chmodSync, existsSync, mkdirSync, readFileSync, writeFileSync } from "node:fs";
import { join } from "node:path";
import { serverModules } from "./compose.ts";
import { loadNetwork } from "./modules/network/index.ts";
import type { Config } from "./platform/config.ts";
import type { Platform } from "./platform/context.ts";
import { openVault } from "./platform/crypto.ts";
import { type OpenDatabase, openDatabase } from "./platform/database.ts";
import { type EmbeddedPostgres, findRunningPostgres, startEmbeddedPostgres } from "./platform/embedded-postgres.ts";
import { createJobs, type Jobs, migrateJobs } from "./platform/jobs.ts";
import type { Log } from "./platform/log.ts";
import { appUrlOf, grantJobs, jobsStamp, migrate } from "./platform/migrate.ts";
import { announcer } from "./platform/module.ts";
import { loadPack } from "./platform/pack.ts";
import { asSystem } from "./platform/system.ts";

/** A program with its database open: what the server and the command line both start from. */
export interface Runtime {
  platform: Platform;
  jobs: Jobs;
  open: OpenDatabase;
  ownerUrl: string;
  appUrl: string;
  migrated: string[];
  postgres: EmbeddedPostgres | undefined;
  close(): Promise<void>;
}

export const root = join(import.meta.dirname, "..");

/**
 * Opens the database (DATABASE_URL, else a server that already runs on the data directory where `beside` allows it,
 * else the embedded one), migrates it, opens the keys and loads the city pack.
 * @param options.clock the app's clock; the simulation brings its own
 */
export async function openRuntime(
  config: Config,
  log: Log,
  options: { beside?: boolean; clock?: () => Date; poolSize?: number } = {},
): Promise<Runtime> {
  mkdirSync(config.dataDir, { recursive: true });
  const pack = loadPack(config.cityPack);
  const running = options.beside ? findRunningPostgres(config.dataDir) : undefined;
  const postgres =
    config.databaseUrl || running
      ? undefined
      : await startEmbeddedPostgres({
          dataDir: config.dataDir,
          log: {
            info: (message) => log.info(message),
            warn: (message) => log.warn(message),
            error: (message) => log.error(message),
          },
        });
  try {
    const ownerUrl = config.databaseUrl ?? running ?? postgres?.url ?? "";
    const password = secretFile(join(config.dataDir, "keys", "app-password"));
    const migrated = await migrate(ownerUrl, join(root, "db/migrations"), password);
    const stamp = [
      packageVersion("pg-boss"),
      ...serverModules.flatMap((module) => module.jobs.map((job) => job.name)),
    ].join(" ");
    if ((await jobsStamp(ownerUrl)) !== stamp) {
      await migrateJobs(ownerUrl, serverModules);
      await grantJobs(ownerUrl, stamp);
    }
    const appUrl = appUrlOf(ownerUrl, password);
    const open = openDatabase(appUrl, {
      max: options.poolSize ?? 28,
      onError: (error) => log.warn({ err: error.message }, "database connection lost"),
    });
    const jobs = createJobs(appUrl, serverModules, (error) => log.warn({ err: String(error) }, "jobs"));
    const host = config.host && config.host !== "0.0.0.0" && config.host !== "::" ? config.host : "localhost";
    const platform: Platform = {
      database: open.db,
      vault: openVault(join(config.dataDir, "keys", "data-keys.json"), config.cryptoProfile),
      pack,
      log,
      clock: options.clock ?? (() => new Date()),
      demo: !config.production,
      publicUrl: config.publicUrl ?? `http://${host}:${config.port}`,
      sendJob: jobs.send,
      announce: announcer(serverModules),
    };
    await asSystem(platform, "network.load", loadNetwork);
    return {
      platform,
      jobs,
      open,
      ownerUrl,
      appUrl,
      migrated,
      postgres,
      async close() {
        await jobs.stop();
        await open.close();
        await postgres?.stop();
      },
    };
  } catch (error) {
    await postgres?.stop();
    throw error;
  }
}

/** The pinned version of a dependency. */
function packageVersion(name: string): string {
  const manifest = JSON.parse(readFileSync(join(root, "package.json"), "utf8")) as {
    dependencies: Record<string, string>;
  };
  return `${name}@${manifest.dependencies[name] ?? "?"}`;
}

/** A secret that lives beside the data, never in them; made at the first start, readable by the owner only. */
function secretFile(path: string): string {
  if (!existsSync(path)) {
    mkdirSync(join(path, ".."), { recursive: true, mode: 0o700 });
    writeFileSync(path, randomBytes(24).toString("base64url"), { mode: 0o600 });
  }
  chmodSync(path, 0o600);
  return readFileSync(path, "utf8").trim();
}
