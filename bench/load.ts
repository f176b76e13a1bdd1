import { Agent, request } from "node:http";
import { setTimeout as sleep } from "node:timers/promises";
import { dice } from "../src/demo/random.ts";
import { ascending, type BenchResult, type BenchRow, ms, quantile } from "./report.ts";
import {
  anyClinic,
  type Client,
  makeClients,
  makeMatters,
  makeSessions,
  makeStaff,
  newId,
  openStage,
  type Stage,
} from "./stage.ts";

const SEED = 20260502;
const BOOKINGS_PER_SECOND = 50;
const READS_PER_SECOND = 300;
const MATTERS = 100_000;

type Kind = "book" | "clinics" | "sessions" | "progress" | "today";

interface Answer {
  kind: Kind;
  status: number;
  took: number;
}

/** Reads p95 ≤ 150 ms, writes p95 ≤ 300 ms, no 5xx, at 50 bookings/s + 300 reads/s on a loaded city (open loop). */
export async function loadBench(args: readonly string[]): Promise<BenchResult> {
  const seconds = args.includes("--quick") ? 10 : 60;
  const stage = await openStage({ env: { LAYER_TIMES: "1", TRUST_PROXY: "1" } });
  try {
    const people = await fillCity(stage);
    const clients = await makeClients(stage, 500);
    const bookings = BOOKINGS_PER_SECOND * seconds;
    const sessions = await makeSessions(stage, 200, Math.ceil((bookings / 200) * 1.4));
    const matters = await makeMatters(stage, clients, Math.ceil(bookings / clients.length) + 1);
    await stage.owner.query("analyze");
    const city = (
      await stage.owner.query<{ path: string; code: string }>("select path, code from areas where tier = 'city'")
    ).rows[0];
    const districts = (
      await stage.owner.query<{ path: string; code: string }>(
        "select path, code from areas where tier in ('district', 'town')",
      )
    ).rows;
    if (!city) throw new Error("No city.");
    const staff = [await makeStaff(stage, "city", city.path, null)];
    for (const place of districts.slice(0, 20))
      staff.push(await makeStaff(stage, place.path.split("/").length === 4 ? "district" : "town", place.path, null));
    const own = dice(SEED);
    const agent = new Agent({ keepAlive: true, maxSockets: 400 });
    const shared: Shared = { own, clients, sessions, matters, staff, districts, people, booked: 0 };
    await drive(stage, agent, shared, 3, []);
    const answers: Answer[] = [];
    const before = await layers(stage);
    await drive(stage, agent, shared, seconds, answers);
    const after = await layers(stage);
    agent.destroy();
    const reads = ascending(answers.filter((a) => a.kind !== "book").map((a) => a.took));
    const writes = ascending(answers.filter((a) => a.kind === "book").map((a) => a.took));
    const bad = answers.filter((a) => a.status >= 500 || a.status === 0).length;
    const odd = answers.filter((a) => a.status >= 400 && a.status < 500);
    const rows: BenchRow[] = [
      {
        what: "answers",
        figure: answers.length,
        target: `${(BOOKINGS_PER_SECOND + READS_PER_SECOND) * seconds} asked`,
      },
      { what: "reads p95", figure: ms(quantile(reads, 0.95)), target: "≤ 150 ms", ok: quantile(reads, 0.95) <= 150 },
      { what: "writes p95", figure: ms(quantile(writes, 0.95)), target: "≤ 300 ms", ok: quantile(writes, 0.95) <= 300 },
      { what: "5xx or no answer", figure: bad, target: "0", ok: bad === 0 },
      { what: "4xx", figure: odd.length, target: "0", ok: odd.length === 0 },
      ...(["book", "clinics", "sessions", "progress", "today"] as const).map((kind) => {
        const times = ascending(answers.filter((a) => a.kind === kind).map((a) => a.took));
        return {
          what: `  ${kind} p50 / p95 / p99`,
          figure: `${quantile(times, 0.5).toFixed(0)} / ${quantile(times, 0.95).toFixed(0)} / ${quantile(times, 0.99).toFixed(0)}`,
          target: "ms",
        };
      }),
      ...layerRows(before, after, answers.length),
    ];
    return {
      input: { MATTERS, BOOKINGS_PER_SECOND, READS_PER_SECOND, seconds },
      seed: SEED,
      rows,
      notes: [
        "Open loop: a request is sent when it is due, however slow the answers are. Driver, program and PostgreSQL (fsync on) share the machine.",
        "Layers are wall time inside the program per request, nested where they say so; SQL includes waiting for the database.",
        ...odd.slice(0, 3).map((a) => `${a.kind}: ${a.status}`),
      ],
    };
  } finally {
    await stage.close();
  }
}

interface Shared {
  own: ReturnType<typeof dice>;
  clients: readonly Client[];
  sessions: readonly string[];
  matters: readonly string[][];
  staff: readonly string[];
  districts: readonly { code: string }[];
  people: readonly { number: string; phone: string }[];
  booked: number;
}

async function drive(stage: Stage, agent: Agent, shared: Shared, seconds: number, answers: Answer[]): Promise<void> {
  const perSecond = BOOKINGS_PER_SECOND + READS_PER_SECOND;
  const started = performance.now();
  const open: Promise<void>[] = [];
  for (let i = 0; i < perSecond * seconds; i++) {
    const due = started + (i / perSecond) * 1000;
    const wait = due - performance.now();
    if (wait > 1) await sleep(wait);
    const kind: Kind =
      i % 7 === 0
        ? "book"
        : ((["clinics", "sessions", "clinics", "progress", "sessions", "today"] as const)[(i % 7) - 1] ?? "clinics");
    // Measured from when it was due, so that a slow spell is not hidden by sending later.
    open.push(
      sender(stage, agent, kind, shared).then((status) => {
        answers.push({ kind, status, took: performance.now() - due });
      }),
    );
  }
  await Promise.all(open);
}

function sender(stage: Stage, agent: Agent, kind: Kind, shared: Shared): Promise<number> {
  const { own } = shared;
  const ip = `10.${own.int(0, 255)}.${own.int(0, 255)}.${own.int(1, 254)}`;
  const area = own.pick(shared.districts).code;
  const now = new Date();
  const to = new Date(now.getTime() + 7 * 86_400_000);
  switch (kind) {
    case "book": {
      const n = shared.booked++;
      const client = shared.clients[n % shared.clients.length] as Client;
      const matterId = shared.matters[n % shared.clients.length]?.[Math.floor(n / shared.clients.length)] ?? newId();
      return send(stage.url, agent, ip, "POST", "/api/appointments", client.token, {
        sessionId: own.pick(shared.sessions),
        matterId,
      });
    }
    case "clinics":
      return send(stage.url, agent, ip, "GET", `/api/clinics?area=${area}&size=20`);
    case "sessions":
      return send(
        stage.url,
        agent,
        ip,
        "GET",
        `/api/sessions?area=${area}&from=${now.toISOString()}&to=${to.toISOString()}&size=20`,
      );
    case "progress":
      return send(stage.url, agent, ip, "POST", "/api/matters/progress", undefined, own.pick(shared.people));
    case "today":
      return send(stage.url, agent, ip, "GET", "/api/dashboards/today", own.pick(shared.staff));
  }
}

function send(
  url: string,
  agent: Agent,
  ip: string,
  method: string,
  path: string,
  token?: string,
  body?: object,
): Promise<number> {
  const text = body ? JSON.stringify(body) : undefined;
  return new Promise((resolve) => {
    const sent = request(
      `${url}${path}`,
      {
        method,
        agent,
        timeout: 30_000,
        headers: {
          "x-forwarded-for": ip,
          ...(token ? { authorization: `Bearer ${token}` } : {}),
          ...(text ? { "content-type": "application/json", "content-length": Buffer.byteLength(text) } : {}),
        },
      },
      (response) => {
        response.resume();
        response.once("end", () => resolve(response.statusCode ?? 0));
      },
    );
    sent.once("timeout", () => sent.destroy());
    sent.once("error", () => resolve(0));
    sent.end(text);
  });
}

/** 100,000 matters of the last year over all clinics, with sessions, tickets and ratings enough for real figures. */
export async function fillCity(stage: Stage): Promise<{ number: string; phone: string }[]> {
  const people: { number: string; phone: string }[] = [];
  const clinic = await anyClinic(stage);
  const sealed = stage.vault.seal("压测：邻居漏水，说了几次都不修。");
  await stage.owner.query(
    `insert into matters (id, number, channel, clinic_id, unit_path, state, category, category_by, narrative_sealed, notice_version, outcome, opened_at, closed_at, updated_at)
     select gen_random_uuid(), 'FILL-' || n, (array['visit', 'call', 'online'])[1 + n % 3], c.id, c.path,
            case when n % 20 = 0 then 'open' else 'closed' end, (array['LABOUR', 'FAMILY', 'DEBT', 'PROCEDURE', 'TRAFFIC'])[1 + n % 5], 'staff', $1, '1',
            case when n % 20 = 0 then null else 'advised' end, t.at, case when n % 20 = 0 then null else t.at + interval '2 hours' end, t.at
       from generate_series(1, $2) as n
       join lateral (select now() - (n * interval '315 seconds') as at) t on true
       join (select id, path, row_number() over (order by path) - 1 as i, count(*) over () as total from clinics) c on c.i = (n * 7919) % c.total`,
    [sealed, MATTERS],
  );
  await stage.owner.query(
    `insert into ratings (id, matter_id, clinic_id, unit_path, token_hash, token_sealed, invited_at, expires_at, level, took_place, via, rated_at)
     select gen_random_uuid(), id, clinic_id, unit_path, id::text, 'x', closed_at, closed_at + interval '30 days',
            case when right(number, 1) < '4' then 5 - (right(number, 1)::int % 3) end, case when right(number, 1) < '4' then true end,
            case when right(number, 1) < '4' then 'web' end, case when right(number, 1) < '4' then closed_at + interval '1 day' end
       from matters where state = 'closed'`,
  );
  await stage.owner.query(
    `insert into sessions (id, clinic_id, unit_path, form, time_type, starts_at, ends_at, capacity, room, state, published_at, updated_at)
     select gen_random_uuid(), c.id, c.path, 'lawyerSitIn', 'regular', d.at + interval '1 hour' * (row_number() over () % 8), d.at + interval '1 hour' * (row_number() over () % 8 + 3), 6, '1 号室', 'published', now(), now()
       from clinics c cross join lateral (select date_trunc('day', now()) + interval '1 day' * n as at from generate_series(-14, 14, 5) n) d`,
  );
  await stage.owner.query(
    "insert into seats (id, session_id, position) select gen_random_uuid(), s.id, n from sessions s cross join generate_series(1, 6) n where s.capacity = 6",
  );
  await stage.owner.query(
    `insert into practitioners (id, code, unit_path, name, profession, employer, public_servant, good_at, languages, updated_at)
     select gen_random_uuid(), 'fill-' || code, path, '压测', 'lawyer', '压测所', false, '{}', '{}', now() from clinics`,
  );
  await stage.owner.query(
    `insert into session_duties (id, session_id, practitioner_id, position)
     select gen_random_uuid(), s.id, p.id, 1 from sessions s join practitioners p on p.unit_path = s.unit_path and p.code like 'fill-%' where s.capacity = 6`,
  );
  for (let i = 0; i < 2_000; i++) {
    const phone = `197${String(i).padStart(8, "0")}`;
    const [residentId, matterId] = [newId(), newId()];
    const number = `CZ2611-${90_000 + i}`;
    const lookup = stage.vault.lookup("phone", phone);
    await stage.owner.query(
      `with r as (insert into residents (id, phone_sealed, phone_lookup, unit_path, created_at, updated_at) values ($1, $2, $3, $4, now(), now()))
       insert into matters (id, number, channel, clinic_id, unit_path, resident_id, state, category, category_by, narrative_sealed, contact_lookup, notice_version, opened_at, updated_at)
       values ($5, $6, 'online', $7, $4, $1, 'open', 'LABOUR', 'staff', $8, $3, '1', now(), now())`,
      [residentId, stage.vault.seal(phone), lookup, clinic.path, matterId, number, clinic.id, sealed],
    );
    people.push({ number, phone });
  }
  return people;
}

async function layers(stage: Stage): Promise<Map<string, { calls: number; micros: number }>> {
  const text = await (await fetch(`${stage.url}/metrics`)).text();
  const found = new Map<string, { calls: number; micros: number }>();
  for (const [, kind, layer = "", value] of text.matchAll(/^layer_(calls|micros)_total\{layer="([^"]+)"\} (\d+)$/gm)) {
    const entry = found.get(layer) ?? { calls: 0, micros: 0 };
    entry[kind as "calls" | "micros"] = Number(value);
    found.set(layer, entry);
  }
  return found;
}

function layerRows(
  before: Awaited<ReturnType<typeof layers>>,
  after: Awaited<ReturnType<typeof layers>>,
  requests: number,
): BenchRow[] {
  const per = (layer: string) => ((after.get(layer)?.micros ?? 0) - (before.get(layer)?.micros ?? 0)) / requests / 1000;
  const whole = per("contract + operation");
  const operation = per("operation (access, SQL, sealing, audit inside)");
  const inside = ["access (BEGIN + wall)", "SQL", "sealing", "audit + COMMIT", "COMMIT", "audit"];
  return [
    {
      what: "  layer: contract (routing, validation, JSON)",
      figure: (whole - operation).toFixed(2),
      target: "ms a request",
    },
    ...inside.map((layer) => ({ what: `  layer: ${layer}`, figure: per(layer).toFixed(3), target: "ms a request" })),
    { what: "  layer: operation in all", figure: operation.toFixed(2), target: "ms a request" },
  ];
}
