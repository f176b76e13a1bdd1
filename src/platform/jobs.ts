import { fromKysely, type JobResult, PgBoss } from "pg-boss";
import type { OperationContext, Platform } from "./context.ts";
import type { Job, ServerModule } from "./module.ts";
import { asSystem } from "./system.ts";

const ZONE = "Asia/Shanghai";
const schema = "pgboss";

/** Makes or upgrades the job tables as the owner, and the queues of all modules. */
export async function migrateJobs(ownerUrl: string, modules: readonly ServerModule[]): Promise<void> {
  const boss = new PgBoss({ connectionString: ownerUrl, schema, supervise: false, schedule: false, max: 2 });
  boss.on("error", () => undefined);
  await boss.start();
  for (const { name } of modules.flatMap((module) => module.jobs))
    await boss.createQueue(name, { retryLimit: 8, retryBackoff: true, retryDelay: 1, expireInSeconds: 300 });
  await boss.stop({ graceful: false });
}

export interface Jobs {
  send: Platform["sendJob"];
  /** Starts working; in tests nobody does, and `drain` runs what is due at once. */
  start(platform: Platform): Promise<void>;
  drain(platform: Platform): Promise<number>;
  stop(): Promise<void>;
}

/** Jobs on the application's own database. Sending is an INSERT in the caller's transaction: that is the outbox. */
export function createJobs(appUrl: string, modules: readonly ServerModule[], onError: (error: unknown) => void): Jobs {
  const declared = modules.flatMap((module) => module.jobs);
  const byName = new Map(declared.map((entry) => [entry.name, entry]));
  const boss = new PgBoss({
    connectionString: appUrl,
    schema,
    migrate: false,
    createSchema: false,
    max: 3,
    maintenanceIntervalSeconds: 300,
  });
  boss.on("error", onError);
  let started: Promise<unknown> | undefined;
  const ready = () => (started ??= boss.start());
  return {
    async send(ctx, name, data, options) {
      const entry = byName.get(name);
      if (!entry) throw new Error(`No module declares the job ${name}.`);
      await ready();
      await boss.send(name, entry.schema.parse(data) as object, {
        startAfter: options?.startAfter,
        singletonKey: options?.singletonKey,
        db: fromKysely(ctx.db.withoutPlugins()),
      });
    },
    async start(platform) {
      await ready();
      for (const entry of declared) {
        if (entry.cron) await boss.schedule(entry.name, entry.cron, {}, { tz: ZONE });
        // Fifteen a second for each kind: at a rush messages wait a little, people at the counter do not.
        await boss.work(
          entry.name,
          { pollingIntervalSeconds: 1, batchSize: 15, perJobResults: true },
          async (batch) => await runBatch(platform, entry, batch),
        );
      }
    },
    async drain(platform) {
      await ready();
      let done = 0;
      for (let more = true; more; ) {
        more = false;
        for (const entry of declared) {
          const batch = await boss.fetch(entry.name, { batchSize: 200, ignoreStartAfter: true });
          for (const item of batch) {
            await runJob(platform, entry, item.data, item.id);
            await boss.complete(entry.name, item.id);
            done += 1;
            more = true;
          }
        }
      }
      return done;
    },
    async stop() {
      if (started) await boss.stop({ graceful: true, timeout: 5_000 }).catch(onError);
    },
  };
}

/**
 * A batch is one transaction, which costs one commit; where one of it fails, each gets its own, and those that fail
 * alone are tried again later.
 */
async function runBatch(
  platform: Platform,
  entry: Job,
  batch: readonly { id: string; data: unknown }[],
): Promise<JobResult[]> {
  if (batch.length > 1) {
    try {
      const parsed = batch.map((item) => entry.schema.parse(item.data ?? {}));
      const work = async (ctx: OperationContext) => {
        for (const data of parsed) await entry.run(ctx, data as never);
      };
      await asSystem(platform, entry.name, work, `jobs:${batch[0]?.id}+${batch.length - 1}`);
      return batch.map(({ id }) => ({ id, status: "completed" }));
    } catch (error) {
      platform.log.warn({ job: entry.name, err: String(error) }, "a batch failed, trying each alone");
    }
  }
  const results: JobResult[] = [];
  for (const { id, data } of batch) {
    try {
      await runJob(platform, entry, data, id);
      results.push({ id, status: "completed" });
    } catch (error) {
      platform.log.error({ job: entry.name, id, err: error }, "a job failed");
      results.push({ id, status: "failed", output: { message: error instanceof Error ? error.name : "error" } });
    }
  }
  return results;
}

/** Runs one job as `system` in its own transaction, audited like an operation. */
async function runJob(platform: Platform, entry: Job, data: unknown, jobId: string): Promise<void> {
  const parsed = entry.schema.parse(data ?? {});
  await asSystem(platform, entry.name, (ctx) => entry.run(ctx, parsed as never), `job:${jobId}`);
}
