import { readFileSync } from "node:fs";
import { join } from "node:path";
import { setTimeout as sleep } from "node:timers/promises";
import type { BenchResult, BenchRow } from "./report.ts";
import { type Client, makeClients, makeSessions, openStage, type Stage, waitReady } from "./stage.ts";

const SEED = 20260503;
const KILLS = 5;
const WRITERS = 12;

interface Ledger {
  matters: string[];
  bookings: string[];
  cancelled: string[];
  answers: Record<string, number>;
  stop: boolean;
}

/** REL-04, REL-05: kill −9 of the app and of PostgreSQL under load, five times each; every acknowledged write is looked for. */
export async function crashBench(args: readonly string[]): Promise<BenchResult> {
  const kills = args.includes("--quick") ? 1 : KILLS;
  const stage = await openStage();
  try {
    const clients = await makeClients(stage, WRITERS);
    const sessions = await makeSessions(stage, 60, 200);
    const ledger: Ledger = { matters: [], bookings: [], cancelled: [], answers: {}, stop: false };
    const writers = clients.map((client, i) => write(stage, client, sessions, ledger, i));
    const appBack: number[] = [];
    const databaseBack: number[] = [];
    await sleep(3_000);
    for (let i = 0; i < kills; i++) {
      appBack.push(await killApp(stage));
      await sleep(3_000);
    }
    for (let i = 0; i < kills; i++) {
      databaseBack.push(await killDatabase(stage, clients[0] as Client));
      await sleep(3_000);
    }
    ledger.stop = true;
    await Promise.all(writers);
    const lost = await findLost(stage, ledger);
    const worst = (values: number[]) => Math.max(...values) / 1000;
    const acked = ledger.matters.length + ledger.bookings.length + ledger.cancelled.length;
    const rows: BenchRow[] = [
      { what: "writes acknowledged", figure: acked, target: "" },
      { what: "acknowledged and lost", figure: lost.length, target: "0", ok: lost.length === 0 && acked > 100 },
      {
        what: `kill −9 of the app × ${kills}: back after at most`,
        figure: `${worst(appBack).toFixed(1)} s`,
        target: "≤ 10 s",
        ok: worst(appBack) <= 10,
      },
      {
        what: `kill −9 of PostgreSQL × ${kills}: back after at most`,
        figure: `${worst(databaseBack).toFixed(1)} s`,
        target: "≤ 10 s",
        ok: worst(databaseBack) <= 10,
      },
    ];
    const counts = Object.entries(ledger.answers).map(([status, n]) => `${status}: ${n}`);
    return {
      input: { kills, WRITERS },
      seed: SEED,
      rows,
      notes: [
        `Answers by status (0: no connection): ${counts.join(", ")}.`,
        "A killed app is started again by the bench, as systemd would; a killed PostgreSQL by the app's own supervisor.",
        ...lost.slice(0, 5),
      ],
    };
  } finally {
    await stage.close();
  }
}

/** One resident who opens matters, books and now and then cancels, and writes down what was acknowledged. */
async function write(
  stage: Stage,
  client: Client,
  sessions: readonly string[],
  ledger: Ledger,
  nth: number,
): Promise<void> {
  for (let i = 0; !ledger.stop; i++) {
    const matter = await post(
      stage,
      client,
      "/api/matters",
      { text: `压测：第 ${nth}-${i} 件，邻居漏水。`, channel: "online" },
      ledger,
    );
    if (!matter) continue;
    ledger.matters.push(matter.id);
    const sessionId = sessions[(nth * 7 + i) % sessions.length];
    const booking = await post(stage, client, "/api/appointments", { sessionId, matterId: matter.id }, ledger);
    if (!booking) continue;
    if (i % 3 !== 0) {
      ledger.bookings.push(booking.id);
      continue;
    }
    const cancelled = await post(stage, client, `/api/appointments/${booking.id}/cancel`, {}, ledger);
    if (cancelled) ledger.cancelled.push(booking.id);
  }
}

async function post(
  stage: Stage,
  client: Client,
  path: string,
  body: object,
  ledger: Ledger,
): Promise<{ id: string } | undefined> {
  try {
    const response = await fetch(`${stage.url}${path}`, {
      method: "POST",
      headers: { authorization: `Bearer ${client.token}`, "content-type": "application/json" },
      body: JSON.stringify(body),
      signal: AbortSignal.timeout(15_000),
    });
    ledger.answers[response.status] = (ledger.answers[response.status] ?? 0) + 1;
    const answer = (await response.json()) as { id: string };
    if (response.ok) return answer;
    if (response.status >= 500) await sleep(100);
  } catch {
    ledger.answers[0] = (ledger.answers[0] ?? 0) + 1;
    await sleep(100);
  }
  return undefined;
}

async function killApp(stage: Stage): Promise<number> {
  const gone = new Promise((resolve) => stage.server.once("exit", resolve));
  stage.server.kill("SIGKILL");
  await gone;
  const started = performance.now();
  await stage.restart();
  return performance.now() - started;
}

/** Kills the postmaster; the service is back when a write goes through again. */
async function killDatabase(stage: Stage, client: Client): Promise<number> {
  const pid = await livePostmaster(stage);
  process.kill(pid, "SIGKILL");
  const started = performance.now();
  await sleep(20);
  const ignored: Ledger = { matters: [], bookings: [], cancelled: [], answers: {}, stop: false };
  while (performance.now() - started < 60_000) {
    if (await post(stage, client, "/api/matters", { text: "压测：回来了吗？", channel: "online" }, ignored)) {
      const back = performance.now() - started;
      await waitReady(stage.url, 20);
      return back;
    }
  }
  return 60_000;
}

/** The postmaster that runs now; after a restart its pid file may be a moment behind. */
async function livePostmaster(stage: Stage): Promise<number> {
  for (let i = 0; i < 200; i++) {
    try {
      const pid = Number(readFileSync(join(stage.dataDir, "postgres/postmaster.pid"), "utf8").split("\n")[0]);
      process.kill(pid, 0);
      return pid;
    } catch {
      await sleep(50);
    }
  }
  throw new Error("No postmaster runs.");
}

async function findLost(stage: Stage, ledger: Ledger): Promise<string[]> {
  const missing = async (what: string, ids: string[], query: string) => {
    const { rows } = await stage.owner.query<{ id: string }>(query, [ids]);
    return rows.map((row) => `${what} ${row.id}`);
  };
  return [
    ...(await missing(
      "matter",
      ledger.matters,
      "select w.id from unnest($1::uuid[]) as w (id) where not exists (select 1 from matters m where m.id = w.id)",
    )),
    ...(await missing(
      "booking",
      ledger.bookings,
      "select w.id from unnest($1::uuid[]) as w (id) where not exists (select 1 from appointments a join seats s on s.id = a.seat_id and s.appointment_id = a.id where a.id = w.id and a.state = 'booked')",
    )),
    ...(await missing(
      "cancellation",
      ledger.cancelled,
      "select w.id from unnest($1::uuid[]) as w (id) where not exists (select 1 from appointments a where a.id = w.id and a.state = 'cancelled')",
    )),
  ];
}
