import { Agent, request } from "node:http";
import pg from "pg";
import { dice } from "../src/demo/random.ts";
import { ascending, type BenchResult, type BenchRow, ms, quantile } from "./report.ts";
import { type Client, makeClients, makeMatters, makeSessions, newId, openStage, type Stage } from "./stage.ts";

const CLIENTS = 200;
const SESSIONS = 50;
const ROUNDS = 10;
const CAPACITIES = [1, 3, 10];
const SEED = 20260501;

interface Attempt {
  client: Client;
  sessionId: string;
  matterId: string;
}

interface Tally {
  accepted: number;
  refused: number;
  serverErrors: number;
  other: number;
  times: number[];
}

/** design.md §7: 0 over capacity, 0 double, 0 lost seats, p99 ≤ 500 ms, throughput ≥ 0.35 of a bare client. */
export async function bookingBench(args: readonly string[]): Promise<BenchResult> {
  const rounds = args.includes("--quick") ? 1 : ROUNDS;
  const stage = await openStage();
  try {
    const clients = await makeClients(stage, CLIENTS);
    const total: Tally = { accepted: 0, refused: 0, serverErrors: 0, other: 0, times: [] };
    const violations: string[] = [];
    let expected = 0;
    await warmUp(stage, clients);
    for (let round = 0; round < rounds; round++)
      for (const capacity of CAPACITIES) {
        const sessions = await makeSessions(stage, SESSIONS, capacity);
        const attempts = await planAttempts(stage, clients, sessions, capacity, SEED + round);
        add(total, await fire(stage, attempts));
        expected += SESSIONS * capacity;
        violations.push(...(await check(stage, sessions, capacity)));
      }
    const ratio = await throughputBesideBare(stage, clients);
    const proof = await mutationProof(stage, clients);
    const p99 = quantile(ascending(total.times), 0.99);
    const rows: BenchRow[] = [
      {
        what: "bookings accepted",
        figure: total.accepted,
        target: `= ${expected} seats`,
        ok: total.accepted === expected,
      },
      { what: "sessions over, short or double", figure: violations.length, target: "0", ok: violations.length === 0 },
      { what: "refused (full)", figure: total.refused, target: "" },
      { what: "5xx", figure: total.serverErrors, target: "0", ok: total.serverErrors === 0 },
      { what: "other answers", figure: total.other, target: "0", ok: total.other === 0 },
      { what: `p50 of ${total.times.length} requests`, figure: ms(quantile(total.times, 0.5)), target: "" },
      { what: "p99", figure: ms(p99), target: "≤ 500 ms", ok: p99 <= 500 },
      { what: "throughput, whole program", figure: `${ratio.program.toFixed(0)}/s`, target: "" },
      { what: "throughput, bare client (same minute)", figure: `${ratio.bare.toFixed(0)}/s`, target: "" },
      {
        what: "ratio",
        figure: (ratio.program / ratio.bare).toFixed(2),
        target: "≥ 0.35",
        ok: ratio.program / ratio.bare >= 0.35,
      },
      { what: "mutation proof: violations found without the guard", figure: proof, target: "> 0", ok: proof > 0 },
    ];
    return {
      input: { CLIENTS, SESSIONS, rounds, CAPACITIES },
      seed: SEED,
      rows,
      notes: [
        "The driver, the program and PostgreSQL (fsync on) share the machine.",
        "The bare client makes the same row writes in one transaction over 12 connections: no HTTP, access, sealing or contract.",
        ...violations.slice(0, 5),
      ],
    };
  } catch (error) {
    process.stderr.write(`${error instanceof Error ? error.stack : String(error)}\n`);
    throw error;
  } finally {
    await stage.close();
  }
}

async function warmUp(stage: Stage, clients: readonly Client[]): Promise<void> {
  const sessions = await makeSessions(stage, 4, 100);
  await fire(stage, await planAttempts(stage, clients.slice(0, 50), sessions, 60, 1));
}

/** More attempts on every session than it has seats, shuffled over the clients. */
async function planAttempts(
  stage: Stage,
  clients: readonly Client[],
  sessions: readonly string[],
  capacity: number,
  seed: number,
): Promise<Attempt[]> {
  const own = dice(seed * 31 + capacity);
  const wanted = sessions.flatMap((sessionId) =>
    Array.from({ length: Math.ceil(capacity * 1.5) + 3 }, () => sessionId),
  );
  for (let i = wanted.length - 1; i > 0; i--) {
    const j = own.int(0, i);
    [wanted[i], wanted[j]] = [wanted[j] as string, wanted[i] as string];
  }
  const matters = await makeMatters(stage, clients, Math.ceil(wanted.length / clients.length));
  return wanted.map((sessionId, i) => ({
    client: clients[i % clients.length] as Client,
    sessionId,
    matterId: matters[i % clients.length]?.[Math.floor(i / clients.length)] as string,
  }));
}

/** All attempts, each client one after another, the clients in parallel. */
async function fire(stage: Stage, attempts: readonly Attempt[]): Promise<Tally> {
  const agent = new Agent({ keepAlive: true, maxSockets: CLIENTS });
  const tally: Tally = { accepted: 0, refused: 0, serverErrors: 0, other: 0, times: [] };
  const byClient = new Map<Client, Attempt[]>();
  for (const attempt of attempts) byClient.set(attempt.client, [...(byClient.get(attempt.client) ?? []), attempt]);
  await Promise.all(
    [...byClient.values()].map(async (own) => {
      for (const attempt of own) {
        const started = performance.now();
        const status = await post(stage.url, agent, attempt);
        tally.times.push(performance.now() - started);
        if (status === 201) tally.accepted += 1;
        else if (status === 409) tally.refused += 1;
        else if (status >= 500) tally.serverErrors += 1;
        else tally.other += 1;
      }
    }),
  );
  agent.destroy();
  return tally;
}

function post(url: string, agent: Agent, attempt: Attempt): Promise<number> {
  const body = JSON.stringify({ sessionId: attempt.sessionId, matterId: attempt.matterId });
  return new Promise((resolve, reject) => {
    const sent = request(
      `${url}/api/appointments`,
      {
        method: "POST",
        agent,
        headers: {
          authorization: `Bearer ${attempt.client.token}`,
          "content-type": "application/json",
          "content-length": Buffer.byteLength(body),
        },
      },
      (response) => {
        response.resume();
        response.once("end", () => resolve(response.statusCode ?? 0));
      },
    );
    sent.once("error", reject);
    sent.end(body);
  });
}

function add(total: Tally, part: Tally): void {
  total.accepted += part.accepted;
  total.refused += part.refused;
  total.serverErrors += part.serverErrors;
  total.other += part.other;
  total.times.push(...part.times);
}

/** Looks at the rows themselves, not at what the program said. */
async function check(stage: Stage, sessions: readonly string[], capacity: number): Promise<string[]> {
  const { rows } = await stage.owner.query<{ id: string; live: number; seats: number; matters: number }>(
    `select s.id, count(a.id)::int as live, count(distinct a.seat_id)::int as seats, count(distinct a.matter_id)::int as matters
       from unnest($1::uuid[]) as s (id) left join appointments a on a.session_id = s.id and a.state in ('held', 'booked', 'checkedIn')
      group by s.id`,
    [sessions],
  );
  return rows
    .filter((row) => row.live !== capacity || row.seats !== row.live || row.matters !== row.live)
    .map((row) => `session ${row.id}: ${row.live} live, ${row.seats} seats, ${row.matters} matters of ${capacity}`);
}

/** Bookings a second with plenty of seats, three turns each in the same minute, the medians compared. */
async function throughputBesideBare(
  stage: Stage,
  clients: readonly Client[],
): Promise<{ program: number; bare: number }> {
  const turns: { program: number[]; bare: number[] } = { program: [], bare: [] };
  const each = 10;
  for (let turn = 0; turn < 3; turn++) {
    const sessions = await makeSessions(stage, 40, 60);
    const matters = await makeMatters(stage, clients, each);
    const attempts = clients.flatMap((client, c) =>
      Array.from({ length: each }, (_, i) => ({
        client,
        sessionId: sessions[(c + i * 7) % sessions.length] as string,
        matterId: matters[c]?.[i] as string,
      })),
    );
    let started = performance.now();
    const tally = await fire(stage, attempts);
    turns.program.push((tally.accepted / (performance.now() - started)) * 1000);
    const bareSessions = await makeSessions(stage, 40, 60);
    const bareMatters = await makeMatters(stage, clients, each);
    started = performance.now();
    const done = await bareBookings(
      stage,
      clients.flatMap((client, c) =>
        Array.from({ length: each }, (_, i) => ({
          client,
          sessionId: bareSessions[(c + i * 7) % bareSessions.length] as string,
          matterId: bareMatters[c]?.[i] as string,
        })),
      ),
    );
    turns.bare.push((done / (performance.now() - started)) * 1000);
  }
  const median = (values: number[]) => ascending(values)[1] ?? 0;
  return { program: median(turns.program), bare: median(turns.bare) };
}

/** The same writes as one booking, in one transaction, by a client that does nothing else. */
async function bareBookings(stage: Stage, attempts: readonly Attempt[]): Promise<number> {
  const pool = new pg.Pool({ connectionString: stage.ownerUrl, max: 12 });
  pool.on("connect", (client) => client.on("error", () => undefined));
  const { rows } = await stage.owner.query<{
    clinic_id: string;
    unit_path: string;
    practitioner_id: string;
    starts_at: Date;
  }>(
    "select s.clinic_id, s.unit_path, d.practitioner_id, s.starts_at from sessions s join session_duties d on d.session_id = s.id where s.id = $1",
    [attempts[0]?.sessionId],
  );
  const session = rows[0];
  if (!session) throw new Error("No session.");
  let done = 0;
  await Promise.all(
    attempts.map(async ({ client, sessionId, matterId }) => {
      const db = await pool.connect();
      try {
        const [appointmentId, now] = [newId(), new Date()];
        await db.query("begin");
        const seat = await db.query(
          `update seats set state = 'taken', appointment_id = $2 where id = (select id from seats where session_id = $1 and state = 'free'
            order by position limit 1 for update) returning id, position`,
          [sessionId, appointmentId],
        );
        await db.query(
          `insert into appointments (id, session_id, seat_id, matter_id, resident_id, clinic_id, unit_path, practitioner_id, state, made_by, starts_at, booked_at, position, ends_at, cancel_token_hash, cancel_token_sealed)
           values ($1, $2, $3, $4, $5, $6, $7, $8, 'booked', 'self', $9, $10, $11, $9, $12, $13)`,
          [
            appointmentId,
            sessionId,
            seat.rows[0].id,
            matterId,
            client.residentId,
            session.clinic_id,
            session.unit_path,
            session.practitioner_id,
            session.starts_at,
            now,
            seat.rows[0].position,
            newId(),
            "x".repeat(70),
          ],
        );
        await db.query("update matters set practitioner_id = $2, updated_at = $3 where id = $1", [
          matterId,
          session.practitioner_id,
          now,
        ]);
        await db.query(
          "insert into matter_events (id, matter_id, at, kind, actor_kind, actor_id, data) values ($1, $2, $3, 'booked', 'resident', $4, $5)",
          [newId(), matterId, now, client.residentId, { appointmentId }],
        );
        await db.query(
          "insert into matter_events (id, matter_id, at, kind, actor_kind, actor_id, data) values ($1, $2, $3, 'assigned', 'resident', $4, $5)",
          [newId(), matterId, now, client.residentId, { practitionerId: session.practitioner_id }],
        );
        await db.query("insert into pgboss.job (name, data) values ('appointments.tell', $1)", [{ id: appointmentId }]);
        await db.query(
          `insert into audit_entries (id, at, actor_kind, actor_id, role, action, fields, outcome, ip, user_agent, request_id)
           values ($1, $2, 'resident', $3, 'resident', 'appointments.book', '{sessionId,matterId}', 'done', '', 'bench', $4)`,
          [newId(), now, client.residentId, newId()],
        );
        await db.query("commit");
        done += 1;
      } finally {
        db.release();
      }
    }),
  );
  await pool.end();
  return done;
}

/** With the guard taken out of the database the same check must find what it is there to find. */
async function mutationProof(stage: Stage, clients: readonly Client[]): Promise<number> {
  await stage.owner.query("drop index appointments_one_per_seat");
  await stage.owner.query(`create function bench_forget() returns trigger language plpgsql as $$
    begin new.state := 'free'; new.appointment_id := null; new.held_until := null; return new; end $$`);
  await stage.owner.query(
    "create trigger bench_forget before update on seats for each row execute function bench_forget()",
  );
  const sessions = await makeSessions(stage, 10, 3);
  await fire(stage, await planAttempts(stage, clients, sessions, 3, 99));
  const found = await check(stage, sessions, 3);
  return found.length;
}
