import { type ChildProcess, spawn } from "node:child_process";
import { randomBytes } from "node:crypto";
import { mkdtempSync, readFileSync, rmSync } from "node:fs";
import { createServer } from "node:net";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { setTimeout as sleep } from "node:timers/promises";
import pg from "pg";
import { openVault, type Vault } from "../src/platform/crypto.ts";
import { findRunningPostgres } from "../src/platform/embedded-postgres.ts";
import { appUrlOf } from "../src/platform/migrate.ts";
import { root } from "../src/runtime.ts";
import { uuidV7 } from "../src/shared/ids.ts";

/** The whole program as its own process, on a fresh data directory, with its database durable as in production. */
export interface Stage {
  url: string;
  dataDir: string;
  ownerUrl: string;
  appUrl: string;
  vault: Vault;
  owner: pg.Pool;
  server: ChildProcess;
  /** Starts the program again on the same data (after a kill). */
  restart(): Promise<void>;
  close(): Promise<void>;
}

export const newId = (): string => uuidV7(new Date(), randomBytes(10));

export async function openStage(options: { pack?: string; env?: Record<string, string> } = {}): Promise<Stage> {
  const dataDir = mkdtempSync(join(tmpdir(), "legal-clinic-bench-"));
  const port = await freePort();
  const env = {
    ...process.env,
    PORT: String(port),
    DATA_DIR: dataDir,
    CITY_PACK: options.pack ?? "changzhou",
    ...options.env,
    LOG_LEVEL: process.env.LOG_LEVEL ?? "error",
  };
  delete (env as Record<string, string | undefined>).DATABASE_URL;
  const start = () =>
    spawn(process.execPath, ["--max-semi-space-size=64", "--import", "tsx", join(root, "src/server.ts"), "--empty"], {
      cwd: root,
      env,
      stdio: ["ignore", process.env.BENCH_LOG ? "inherit" : "ignore", "inherit"],
    });
  const url = `http://127.0.0.1:${port}`;
  const stage = { url, dataDir, server: start() } as Stage;
  await waitReady(url);
  const ownerUrl = findRunningPostgres(dataDir);
  if (!ownerUrl) throw new Error("The server's database was not found.");
  stage.ownerUrl = ownerUrl;
  stage.appUrl = appUrlOf(ownerUrl, readFileSync(join(dataDir, "keys/app-password"), "utf8").trim());
  stage.vault = openVault(join(dataDir, "keys/data-keys.json"));
  stage.owner = new pg.Pool({ connectionString: ownerUrl, max: 4 });
  stage.owner.on("error", () => undefined);
  stage.restart = async () => {
    stage.server = start();
    await waitReady(url);
  };
  stage.close = async () => {
    await stage.owner.end();
    const gone = new Promise((resolve) => stage.server.once("exit", resolve));
    if (stage.server.exitCode === null && stage.server.signalCode === null) {
      stage.server.kill("SIGTERM");
      await Promise.race([gone, sleep(15_000)]);
    }
    rmSync(dataDir, { recursive: true, force: true });
  };
  return stage;
}

/** Waits until the program serves, at most `seconds`. @returns how long it took in ms */
export async function waitReady(url: string, seconds = 120): Promise<number> {
  const started = performance.now();
  while (performance.now() - started < seconds * 1000) {
    try {
      const response = await fetch(`${url}/readyz`, { signal: AbortSignal.timeout(2_000) });
      if (response.ok) return performance.now() - started;
    } catch {
      // Not listening yet.
    }
    await sleep(50);
  }
  throw new Error(`The server did not answer within ${seconds} s.`);
}

export interface Client {
  token: string;
  residentId: string;
}

/** Signed-in residents, written as the sign-in itself writes them. Demo phones that nobody holds. */
export async function makeClients(stage: Stage, count: number): Promise<Client[]> {
  const clinic = await anyClinic(stage);
  const clients: Client[] = [];
  const now = new Date();
  for (let i = 0; i < count; i++) {
    const residentId = newId();
    const token = randomBytes(20).toString("base64url");
    const phone = `198${String(i).padStart(8, "0")}`;
    await stage.owner.query(
      "insert into residents (id, phone_sealed, phone_lookup, phone_verified, unit_path, created_at, updated_at) values ($1, $2, $3, true, $4, $5, $5)",
      [residentId, stage.vault.seal(phone), stage.vault.lookup("phone", phone), clinic.path, now],
    );
    await stage.owner.query(
      "insert into sign_ins (id, token_hash, kind, resident_id, created_at, seen_at, expires_at, ip, user_agent) values ($1, $2, 'resident', $3, $4, $4, $5, '', 'bench')",
      [newId(), stage.vault.hashSecret(token), residentId, now, new Date(now.getTime() + 86_400_000)],
    );
    clients.push({ token, residentId });
  }
  return clients;
}

/** A staff sign-in with one grant. */
export async function makeStaff(
  stage: Stage,
  role: string,
  unitPath: string,
  clinicId: string | null,
): Promise<string> {
  const [accountId, grantId] = [newId(), newId()];
  const token = randomBytes(20).toString("base64url");
  const now = new Date();
  await stage.owner.query(
    "insert into accounts (id, login_name, display_name, password_set_at, created_at) values ($1, $2, '压测', $3, $3)",
    [accountId, `bench.${accountId.slice(-8)}`, now],
  );
  await stage.owner.query(
    "insert into role_grants (id, account_id, role, unit_path, unit_name, clinic_id, given_at) values ($1, $2, $3, $4, '压测', $5, $6)",
    [grantId, accountId, role, unitPath, clinicId, now],
  );
  await stage.owner.query(
    "insert into sign_ins (id, token_hash, kind, account_id, grant_id, created_at, seen_at, expires_at, ip, user_agent) values ($1, $2, 'staff', $3, $4, $5, $5, $6, '', 'bench')",
    [newId(), stage.vault.hashSecret(token), accountId, grantId, now, new Date(now.getTime() + 8 * 3_600_000)],
  );
  return token;
}

export async function anyClinic(stage: Stage): Promise<{ id: string; path: string }> {
  const { rows } = await stage.owner.query<{ id: string; path: string }>(
    "select id, path from clinics order by path limit 1",
  );
  if (!rows[0]) throw new Error("No clinic.");
  return rows[0];
}

/** Published sessions of one clinic, tomorrow, with a practitioner on duty and `capacity` free seats each. */
export async function makeSessions(stage: Stage, count: number, capacity: number): Promise<string[]> {
  const clinic = await anyClinic(stage);
  const starts = new Date(Date.now() + 86_400_000);
  const person = newId();
  await stage.owner.query(
    `insert into practitioners (id, code, unit_path, name, profession, employer, public_servant, good_at, languages, updated_at)
     values ($1, $2, $3, '压测律师', 'lawyer', '压测所', false, '{}', '{}', now())`,
    [person, `bench-${person.slice(-8)}`, clinic.path],
  );
  const ids: string[] = [];
  for (let i = 0; i < count; i++) {
    const id = newId();
    ids.push(id);
    await stage.owner.query(
      `insert into sessions (id, clinic_id, unit_path, form, time_type, starts_at, ends_at, capacity, room, state, published_at, updated_at)
       values ($1, $2, $3, 'lawyerSitIn', 'regular', $4, $5, $6, '1 号室', 'published', now(), now())`,
      [id, clinic.id, clinic.path, starts, new Date(starts.getTime() + 10_800_000), Math.min(capacity, 200)],
    );
    await stage.owner.query(
      "insert into session_duties (id, session_id, practitioner_id, position) values ($1, $2, $3, 1)",
      [newId(), id, person],
    );
    const seats = Array.from({ length: capacity }, () => newId());
    await stage.owner.query(
      "insert into seats (id, session_id, position) select seat, $1, n from unnest($2::uuid[]) with ordinality as t (seat, n)",
      [id, seats],
    );
  }
  return ids;
}

/** Open matters of residents, `perClient` each. */
export async function makeMatters(stage: Stage, clients: readonly Client[], perClient: number): Promise<string[][]> {
  const clinic = await anyClinic(stage);
  const sealed = stage.vault.seal("压测：老板三个月没有发工资。");
  const all: string[][] = [];
  for (const client of clients) {
    const ids = Array.from({ length: perClient }, () => newId());
    all.push(ids);
    await stage.owner.query(
      `insert into matters (id, number, channel, clinic_id, unit_path, resident_id, state, category, category_by, narrative_sealed, notice_version, opened_at, updated_at)
       select m, 'BENCH-' || nextval('matter_numbers'), 'online', $2, $3, $4, 'open', 'LABOUR', 'triage', $5, '1', now(), now() from unnest($1::uuid[]) as m`,
      [ids, clinic.id, clinic.path, client.residentId, sealed],
    );
  }
  return all;
}

async function freePort(): Promise<number> {
  return await new Promise((resolve, reject) => {
    const probe = createServer();
    probe.once("error", reject);
    probe.listen(0, "127.0.0.1", () => {
      const address = probe.address();
      probe.close(() => resolve(typeof address === "object" && address ? address.port : 0));
    });
  });
}
