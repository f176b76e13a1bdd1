import { createHash } from "node:crypto";
import { join } from "node:path";
import type { Hono } from "hono";
import { inject } from "vitest";
import { serverModules } from "../../src/compose.ts";
import { faces } from "../../src/faces.tsx";
import { resolveCaller, signInForTest } from "../../src/modules/identity/index.ts";
import { loadNetwork } from "../../src/modules/network/index.ts";
import { residentsContract } from "../../src/modules/residents/contract.ts";
import type { OperationContext, Platform } from "../../src/platform/context.ts";
import { temporaryVault } from "../../src/platform/crypto.ts";
import { type OpenDatabase, openDatabase } from "../../src/platform/database.ts";
import { createApp } from "../../src/platform/http.ts";
import { createJobs, type Jobs, migrateJobs } from "../../src/platform/jobs.ts";
import { createLog } from "../../src/platform/log.ts";
import { createMetrics } from "../../src/platform/metrics.ts";
import { appUrlOf, grantJobs, migrate, readMigrations } from "../../src/platform/migrate.ts";
import { announcer, type PortalEnv } from "../../src/platform/module.ts";
import { loadPack } from "../../src/platform/pack.ts";
import { asSystem } from "../../src/platform/system.ts";
import type { Contract } from "../../src/shared/contract.ts";
import { type Client, client } from "../../src/ui/api.ts";
import { createDatabase, createTemplate } from "./postgres.ts";

const password = "test-app-password";
const root = join(import.meta.dirname, "../..");
const migrations = join(root, "db/migrations");

export interface TestApp {
  app: Hono<PortalEnv>;
  platform: Platform;
  jobs: Jobs;
  ownerUrl: string;
  /** Moves the app's clock. */
  setNow(now: Date | string): void;
  now(): Date;
  /** A typed client over the whole stack, as nobody or with a session token. */
  as<C extends Contract>(contract: C, token?: string): Client<C>;
  /** Plain request to the app with an optional session token. */
  request(path: string, init?: RequestInit & { token?: string }): Promise<Response>;
  /** Signs a resident in with phone and demo code; the answer is the session token. */
  resident(phone: string): Promise<{ token: string; residentId: string }>;
  /** Makes a staff account with one grant and signs it in. */
  staff(grant: TestGrant): Promise<string>;
  system<T>(work: (ctx: OperationContext) => Promise<T>): Promise<T>;
  /** Runs all waiting jobs. */
  drain(): Promise<number>;
  /** Lets one wall stand alone: the application's (the database is asked as its owner) or the database's. */
  setWall(wall: "both" | "application" | "database"): void;
  close(): Promise<void>;
}

export interface TestGrant {
  role:
    | "proxy"
    | "clerk"
    | "practitioner"
    | "town"
    | "district"
    | "city"
    | "systemAdmin"
    | "securityAdmin"
    | "auditAdmin";
  unitPath: string;
  clinicId?: string;
  practitionerId?: string;
  name?: string;
}

/**
 * A whole application on a fresh database with the network of the made-up city loaded, without a socket.
 * Its clock stands at Monday 2026-11-23 10:00 in Shanghai until a test moves it.
 */
export async function startTestApp(options: { pack?: string; now?: string } = {}): Promise<TestApp> {
  const packId = options.pack ?? process.env.TEST_PACK ?? "lanting";
  const pack = loadPack(packId);
  let now = new Date(options.now ?? "2026-11-23T10:00:00+08:00");
  const vault = temporaryVault();
  const hash = createHash("sha256")
    .update(
      readMigrations(migrations)
        .map((file) => file.checksum)
        .join(),
    )
    .update(JSON.stringify(pack))
    .update(serverModules.flatMap((module) => module.jobs.map((job) => job.name)).join())
    .digest("hex")
    .slice(0, 12);
  const server = inject("postgresUrl");
  const partsOn = (ownerUrl: string) => {
    const { db, pool, close } = openDatabase(appUrlOf(ownerUrl, password), { max: 6 });
    const jobs = createJobs(appUrlOf(ownerUrl, password), serverModules, () => undefined);
    const platform: Platform = {
      database: db,
      vault,
      pack,
      log: createLog(process.env.TEST_LOG ?? "silent"),
      clock: () => new Date(now),
      demo: true,
      publicUrl: "http://localhost:8080",
      sendJob: jobs.send,
      announce: announcer(serverModules),
    };
    return { platform, jobs, pool, close };
  };
  const template = await createTemplate(server, `app_${packId}_${hash}`, async (ownerUrl) => {
    await migrate(ownerUrl, migrations, password);
    await migrateJobs(ownerUrl, serverModules);
    await grantJobs(ownerUrl);
    const built = partsOn(ownerUrl);
    await asSystem(built.platform, "network.load", loadNetwork);
    await built.jobs.stop();
    await built.close();
  });
  const database = await createDatabase(server, template);
  const { platform, jobs, pool, close } = partsOn(database.url);
  let asOwner: OpenDatabase | undefined;
  const app = createApp({
    platform,
    modules: serverModules,
    resolveCaller: (token) => resolveCaller(platform, token),
    faces: faces(),
    metrics: createMetrics(() => ({ total: pool.totalCount, waiting: pool.waitingCount })),
    ready: async () => ({ ok: true, checks: {} }),
    trustProxy: false,
  });
  const request: TestApp["request"] = async (path, init = {}) => {
    const { token, ...rest } = init;
    const headers = new Headers(rest.headers);
    if (token) headers.set("authorization", `Bearer ${token}`);
    return await app.request(path, { ...rest, headers });
  };
  const as: TestApp["as"] = (contract, token) =>
    client(contract, {
      url: "http://localhost:8080/api",
      headers: (): Record<string, string> => (token ? { authorization: `Bearer ${token}` } : {}),
      fetch: async (sent) => await app.fetch(sent),
    });
  return {
    app,
    platform,
    jobs,
    ownerUrl: database.url,
    setNow: (next) => {
      now = new Date(next);
    },
    now: () => new Date(now),
    as,
    request,
    async resident(phone) {
      const api = as(residentsContract);
      const { demoCode } = await api.requestCode({ phone });
      return await api.login({ phone, code: demoCode ?? "" });
    },
    staff: (grant) => asSystem(platform, "test.staff", (ctx) => signInForTest(ctx, grant)),
    system: (work) => asSystem(platform, "test.system", work),
    drain: () => jobs.drain(platform),
    setWall(wall) {
      if (wall === "application") {
        asOwner ??= openDatabase(database.url, { max: 4 });
        platform.database = asOwner.db;
      }
      platform.withoutAppWall = wall === "database";
    },
    async close() {
      await jobs.stop();
      await asOwner?.close();
      await close();
      await database.drop();
    },
  };
}
