// Runs one PostgreSQL for all test runs on this machine, until a signal: a test run then starts in no time.
//   node scripts/run.mjs scripts/dev-postgres.ts &      prints: export TEST_DATABASE_URL=…
// The url is also left in <tmp>/dev-pg.url. Nothing in it survives on purpose: it runs without fsync.
import { rmSync, writeFileSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { startEmbeddedPostgres } from "../src/platform/embedded-postgres.ts";
import { testSettings } from "../test/harness/postgres.ts";

const urlFile = join(tmpdir(), "dev-pg.url");
try {
  const server = await startEmbeddedPostgres({
    dataDir: join(tmpdir(), "legal-clinic-dev-pg"),
    log: console,
    fsync: false,
    settings: testSettings,
  });
  writeFileSync(urlFile, `${server.url}\n`, { mode: 0o600 });
  console.log(`export TEST_DATABASE_URL='${server.url}'`);
  for (const signal of ["SIGINT", "SIGTERM"]) {
    process.once(signal, () => {
      rmSync(urlFile, { force: true });
      void server.stop();
    });
  }
} catch (error) {
  console.error(error instanceof Error ? error.message : error);
  process.exitCode = 1;
}
