import { chmodSync, mkdirSync, readdirSync, rmSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import type { TestProject } from "vitest/node";
import { startEmbeddedPostgres, stopOrphan } from "../../src/platform/embedded-postgres.ts";
import { processIdentity } from "../../src/platform/process-identity.ts";
import { testSettings } from "./postgres.ts";

declare module "vitest" {
  export interface ProvidedContext {
    /** Owner url of the run's PostgreSQL; empty in a run without database (NO_DATABASE=1). */
    postgresUrl: string;
  }
}

/**
 * One PostgreSQL for the whole run, provided to tests as `postgresUrl`: the server TEST_DATABASE_URL names (an owner
 * url), else an embedded one in a temporary folder, which is stopped and removed afterwards.
 */
export async function setup(project: TestProject): Promise<(() => Promise<void>) | undefined> {
  const given = process.env.NO_DATABASE === "1" ? "" : process.env.TEST_DATABASE_URL;
  if (given !== undefined) {
    project.provide("postgresUrl", given);
    return undefined;
  }
  await removeLeftovers();
  const dataDir = join(tmpdir(), `${prefix}${process.pid}`);
  mkdirSync(dataDir);
  // PostgreSQL runs as another user when we are root, and must pass through.
  chmodSync(dataDir, 0o755);
  const server = await startEmbeddedPostgres({
    dataDir,
    log: { info: () => undefined, warn: console.warn, error: console.error },
    fsync: false,
    settings: testSettings,
  });
  project.provide("postgresUrl", server.url);
  return async () => {
    await server.stop();
    rmSync(dataDir, { recursive: true, force: true });
  };
}

const prefix = "legal-clinic-test-";

/** Runs that were killed leave a server and a folder behind. */
async function removeLeftovers(): Promise<void> {
  for (const name of readdirSync(tmpdir())) {
    const pid = name.startsWith(prefix) ? Number(name.slice(prefix.length)) : 0;
    if (!pid || processIdentity(pid) !== undefined) continue;
    const dir = join(tmpdir(), name);
    await stopOrphan(dir).catch(() => undefined);
    try {
      rmSync(dir, { recursive: true, force: true });
    } catch {
      // Another user's run.
    }
  }
}
