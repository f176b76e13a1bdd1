import { accessSync, constants, statfsSync, statSync } from "node:fs";
import { join } from "node:path";
import pg from "pg";
import { readConfig } from "./platform/config.ts";
import { findRunningPostgres } from "./platform/embedded-postgres.ts";
import { readMigrations } from "./platform/migrate.ts";
import { loadPack } from "./platform/pack.ts";
import { root } from "./runtime.ts";

interface Finding {
  ok: boolean;
  what: string;
  mend?: string;
}

/** Looks at everything an operator may have to mend; changes nothing. @returns 0 when all is well, else 1 */
export async function doctor(print: (text: string) => void): Promise<number> {
  const config = readConfig(process.env, process.argv);
  const findings: Finding[] = [
    {
      ok: Number(process.versions.node.split(".")[0]) >= 22,
      what: `Node ${process.versions.node}`,
      mend: "start with npm, which brings Node 24",
    },
    ...fileFindings(config.dataDir),
    packFinding(config.cityPack),
  ];
  const url = config.databaseUrl ?? findRunningPostgres(config.dataDir);
  if (url) findings.push(...(await databaseFindings(url)));
  else findings.push({ ok: true, what: "no database is running (start the server to look at it)" });
  for (const { ok, what, mend } of findings)
    print(`${ok ? "ok  " : "MEND"}  ${what}${ok || !mend ? "" : ` — ${mend}`}`);
  return findings.every((finding) => finding.ok) ? 0 : 1;
}

function fileFindings(dataDir: string): Finding[] {
  const findings: Finding[] = [];
  try {
    accessSync(dataDir, constants.W_OK);
    const { bavail, bsize } = statfsSync(dataDir);
    const free = (bavail * bsize) / 1e9;
    findings.push({ ok: free > 2, what: `${free.toFixed(1)} GB free in ${dataDir}`, mend: "free some space" });
  } catch {
    findings.push({ ok: false, what: `${dataDir} cannot be written`, mend: "make it, or set DATA_DIR" });
  }
  for (const file of ["data-keys.json", "app-password"]) {
    try {
      const mode = statSync(join(dataDir, "keys", file)).mode & 0o777;
      findings.push({ ok: (mode & 0o077) === 0, what: `keys/${file} has mode ${mode.toString(8)}`, mend: "chmod 600" });
    } catch {
      findings.push({ ok: true, what: `keys/${file} is made at the first start` });
    }
  }
  return findings;
}

function packFinding(id: string): Finding {
  try {
    const pack = loadPack(id);
    return { ok: true, what: `city pack ${id}: ${pack.areas.length} areas, ${pack.clinics.length} clinics` };
  } catch (error) {
    return {
      ok: false,
      what: `city pack ${id}: ${error instanceof Error ? error.message : error}`,
      mend: "mend the file it names",
    };
  }
}

async function databaseFindings(url: string): Promise<Finding[]> {
  const client = new pg.Client({ connectionString: url });
  try {
    await client.connect();
  } catch (error) {
    return [
      {
        ok: false,
        what: `the database does not answer: ${error instanceof Error ? error.message : error}`,
        mend: "start it, or mend DATABASE_URL",
      },
    ];
  }
  try {
    const setting = async (name: string) =>
      (await client.query<{ value: string }>("select current_setting($1) as value", [name])).rows[0]?.value ?? "";
    const findings: Finding[] = [{ ok: true, what: `PostgreSQL ${await setting("server_version")}` }];
    for (const name of ["fsync", "full_page_writes", "synchronous_commit"]) {
      const value = await setting(name);
      findings.push({
        ok: value !== "off",
        what: `${name} = ${value}`,
        mend: "turn it on: without it a power cut loses work",
      });
    }
    const role = await client.query<{ rolsuper: boolean; rolbypassrls: boolean }>(
      "select rolsuper, rolbypassrls from pg_roles where rolname = 'clinic_app'",
    );
    const app = role.rows[0];
    findings.push({
      ok: app !== undefined && !app.rolsuper && !app.rolbypassrls,
      what: "the application's role cannot pass row-level security",
      mend: "run clinicctl migrate",
    });
    const open = await client.query<{ relname: string }>(
      "select relname from pg_class where relkind = 'r' and relnamespace = 'public'::regnamespace and not relrowsecurity and relname <> 'schema_migrations'",
    );
    findings.push({
      ok: open.rows.length === 0,
      what: `tables without row-level security: ${open.rows.map((row) => row.relname).join(", ") || "none"}`,
    });
    const applied = await client.query<{ n: number }>("select count(*)::int as n from schema_migrations");
    const files = readMigrations(join(root, "db/migrations")).length;
    findings.push({
      ok: applied.rows[0]?.n === files,
      what: `${applied.rows[0]?.n ?? 0} of ${files} migrations applied`,
      mend: "run clinicctl migrate",
    });
    return findings;
  } catch (error) {
    return [
      {
        ok: false,
        what: `the database is not set up: ${error instanceof Error ? error.message : error}`,
        mend: "run clinicctl migrate",
      },
    ];
  } finally {
    await client.end();
  }
}
