import { writeFileSync } from "node:fs";
import { join } from "node:path";
import pg from "pg";
import { serverModules } from "./compose.ts";
import { doctor } from "./doctor.ts";
import { ensureAccount, grantTo, mintLink } from "./modules/identity/index.ts";
import { openApiDocument } from "./platform/api.ts";
import { readConfig } from "./platform/config.ts";
import { describeSchema } from "./platform/describe-schema.ts";
import { createLog } from "./platform/log.ts";
import { asSystem } from "./platform/system.ts";
import { openRuntime, type Runtime, root } from "./runtime.ts";

interface Command {
  usage: string;
  about: string;
  run: (args: readonly string[]) => Promise<number>;
}

const commands: Record<string, Command> = {
  init: {
    usage: "init [LOGIN_NAME]",
    about: "makes the database and a one-time sign-in link (24 h) for the first system and security administrators",
    run: (args) =>
      withRuntime(async ({ platform }) => {
        const name = args.find((arg) => !arg.startsWith("-")) ?? "admin";
        for (const [role, suffix, label] of [
          ["systemAdmin", "system", "系统管理员"],
          ["securityAdmin", "security", "安全管理员"],
          ["auditAdmin", "audit", "审计管理员"],
        ] as const) {
          const link = await asSystem(platform, "identity.init", async (ctx) => {
            const accountId = await ensureAccount(ctx, { loginName: `${name}.${suffix}`, displayName: label });
            await grantTo(ctx, accountId, {
              role,
              unitPath: platform.pack.areas[0]?.path ?? "/",
              unitName: platform.pack.bureau,
            });
            return await mintLink(ctx, accountId, 24);
          });
          print(`${name}.${suffix}\t${role}\t${platform.publicUrl}${link}`);
        }
        print("Each link works once, for 24 hours, and asks for a password.");
      }),
  },
  migrate: {
    usage: "migrate",
    about: "brings the database up to date and loads areas and clinics of the city pack",
    run: () =>
      withRuntime(async ({ migrated }) =>
        print(migrated.length ? `Applied ${migrated.join(", ")}` : "Already up to date."),
      ),
  },
  users: {
    usage: "users link LOGIN_NAME",
    about: "makes a new one-time sign-in link (24 h) for an account",
    run: ([verb, name]) =>
      withRuntime(async ({ platform }) => {
        if (verb !== "link" || !name) throw new Error("Usage: clinicctl users link LOGIN_NAME");
        const link = await asSystem(platform, "identity.link", async (ctx) => {
          const accountId = await ensureAccount(ctx, { loginName: name, displayName: name }, { mustExist: true });
          return await mintLink(ctx, accountId, 24);
        });
        print(`${platform.publicUrl}${link}`);
      }),
  },
  simulate: {
    usage: "simulate [--matters N] [--seed N]",
    about: "demo only: plays a month of a believable city through the real operations",
    run: (args) =>
      withRuntime(async (runtime) => {
        if (!runtime.platform.demo) throw new Error("Production never simulates.");
        const { seedCity } = await import("./demo/seed.ts");
        await seedCity(
          runtime,
          { matters: numberOf(args, "--matters", 3_200), seed: numberOf(args, "--seed", 2021) },
          print,
        );
      }),
  },
  doctor: {
    usage: "doctor",
    about: "looks at versions, data directory, disk, database settings, walls, keys; says what to mend",
    run: () => doctor(print),
  },
  schema: {
    usage: "schema",
    about: "writes what the migrations add up to, to db/schema.sql",
    run: () =>
      withRuntime(async ({ ownerUrl }) => {
        const client = new pg.Client({ connectionString: ownerUrl });
        await client.connect();
        writeFileSync(join(root, "db/schema.sql"), await describeSchema(client));
        await client.end();
        print("Wrote db/schema.sql");
      }),
  },
  openapi: {
    usage: "openapi",
    about: "writes the published contract to api/openapi.json",
    run: async () => {
      const document = await openApiDocument(serverModules, "1.0.0");
      writeFileSync(join(root, "api/openapi.json"), `${JSON.stringify(document, null, 2)}\n`);
      print("Wrote api/openapi.json");
      return 0;
    },
  },
};

const [name, ...rest] = process.argv.slice(2);
process.exitCode = await run(name, rest);

async function run(command: string | undefined, args: readonly string[]): Promise<number> {
  const found = command ? commands[command] : undefined;
  if (!found) {
    print("clinicctl COMMAND\n");
    for (const entry of Object.values(commands)) print(`  ${entry.usage.padEnd(34)} ${entry.about}`);
    return command && command !== "help" ? 2 : 0;
  }
  try {
    return await found.run(args);
  } catch (error) {
    process.stderr.write(`${error instanceof Error ? error.message : String(error)}\n`);
    return 1;
  }
}

async function withRuntime(work: (runtime: Runtime) => Promise<void>): Promise<number> {
  const config = readConfig(process.env, process.argv);
  const runtime = await openRuntime(config, createLog("error"), { beside: true });
  try {
    await work(runtime);
    return 0;
  } finally {
    await runtime.close();
  }
}

function numberOf(args: readonly string[], flag: string, fallback: number): number {
  const index = args.indexOf(flag);
  if (index < 0) return fallback;
  const value = Number(args[index + 1]);
  if (!Number.isInteger(value) || value < 0) throw new Error(`${flag} wants a whole number.`);
  return value;
}

function print(text: string): void {
  process.stdout.write(`${text}\n`);
}
