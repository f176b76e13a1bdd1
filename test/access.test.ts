import { afterAll, beforeAll, describe, expect, test } from "vitest";
import { serverModules } from "../src/compose.ts";
import { metaOf } from "../src/shared/contract.ts";
import { holds, type Role } from "../src/shared/permissions.ts";
import { startTestApp, type TestApp } from "./harness/app.ts";
import { makeUnitWorld, type UnitWorld } from "./make/unit-world.ts";

/**
 * What an endpoint is asked for when somebody reaches for another unit's things. An endpoint without a row here names
 * no object: there the answer is searched for the other unit's secrets. A new endpoint with `{…}` in its path must
 * get a row, or the test fails.
 */
const reaching: Record<string, (of: UnitWorld) => object> = {
  "appointments.book": (w) => ({ sessionId: w.sessionId, matterId: w.waitingMatterId }),
  "appointments.confirm": (w) => ({ id: w.appointmentId }),
  "appointments.cancel": (w) => ({ id: w.appointmentId }),
  "appointments.get": (w) => ({ id: w.appointmentId }),
  "appointments.noShow": (w) => ({ id: w.appointmentId }),
  "consultations.start": (w) => ({ matterId: w.servingMatterId }),
  "consultations.saveNote": (w) => ({ id: w.consultationId, note: "x", revision: 1 }),
  "consultations.sign": (w) => ({ id: w.consultationId, outcome: "advised" }),
  "consultations.get": (w) => ({ id: w.consultationId }),
  "consultations.list": (w) => ({ matterId: w.servingMatterId }),
  "consultations.issueSheet": (w) => ({
    id: w.consultationId,
    problem: "x",
    advice: "x",
    steps: [],
    bring: [],
    deadline: null,
    laws: [],
  }),
  "consultations.getSheet": (w) => ({ id: w.sheetId }),
  "dashboards.today": (w) => ({ area: w.townCode }),
  "dashboards.month": (w) => ({ area: w.townCode, from: "2026-11-01", to: "2026-11-30" }),
  "dashboards.areas": (w) => ({ area: w.townCode, from: "2026-11-01", to: "2026-11-30" }),
  "matters.get": (w) => ({ id: w.matterId }),
  "matters.reveal": (w) => ({ id: w.matterId, purpose: "检查一下访问墙" }),
  "matters.classify": (w) => ({ id: w.matterId, category: "FAMILY" }),
  "matters.addNote": (w) => ({ id: w.matterId, text: "x" }),
  "matters.defer": (w) => ({ id: w.waitingMatterId, reason: "x" }),
  "matters.pauseClock": (w) => ({ id: w.matterId, code: "SLA-03", reason: "x" }),
  "matters.resumeClock": (w) => ({ id: w.matterId, code: "SLA-03" }),
  "matters.close": (w) => ({ id: w.waitingMatterId, outcome: "advised" }),
  "matters.reopen": (w) => ({ id: w.closedMatterId }),
  "network.changeClinic": (w) => ({ id: w.clinicId, address: "别处" }),
  "practitioners.change": (w) => ({ id: w.practitionerId, employer: "别处" }),
  "practitioners.register": (w) => ({
    area: w.townCode,
    name: "闯入",
    profession: "mediator",
    licenceKind: "none",
    employer: "x",
    publicServant: false,
    goodAt: [],
    languages: [],
  }),
  "queue.take": (w) => ({ matterId: w.servingMatterId }),
  "queue.checkIn": (w) => ({ id: w.appointmentId }),
  "queue.list": (w) => ({ clinicId: w.clinicId }),
  "queue.callNext": (w) => ({ clinicId: w.clinicId, room: "1" }),
  "queue.call": (w) => ({ id: w.ticketId, room: "1" }),
  "queue.recall": (w) => ({ id: w.ticketId }),
  "queue.skip": (w) => ({ id: w.ticketId }),
  "queue.requeue": (w) => ({ id: w.ticketId }),
  "queue.start": (w) => ({ id: w.ticketId }),
  "queue.finish": (w) => ({ id: w.ticketId }),
  "queue.leave": (w) => ({ id: w.ticketId }),
  "ratings.contacted": (w) => ({ id: w.ratingId, note: "x" }),
  "residents.get": (w) => ({ id: w.walkInResidentId }),
  "residents.change": (w) => ({ id: w.walkInResidentId, name: "改名" }),
  "rosters.createSession": (w) => ({
    clinicId: w.clinicId,
    form: "lawyerSitIn",
    timeType: "regular",
    startsAt: "2026-12-01T01:00:00Z",
    endsAt: "2026-12-01T03:00:00Z",
    capacity: 1,
    room: "1",
    practitionerIds: [],
  }),
  "rosters.changeSession": (w) => ({ id: w.sessionId, room: "2" }),
  "rosters.publishSession": (w) => ({ id: w.draftSessionId }),
  "rosters.cancelSession": (w) => ({ id: w.sessionId, reason: "闯入" }),
  "rosters.checkIn": (w) => ({ id: w.sessionId }),
  "rosters.checkOut": (w) => ({ id: w.sessionId }),
  "rosters.savePattern": (w) => ({
    clinicId: w.clinicId,
    form: "lawyerSitIn",
    timeType: "regular",
    weekday: 2,
    nthWeek: null,
    starts: "09:00",
    ends: "10:00",
    capacity: 1,
    room: "1",
    practitionerIds: [],
    validFrom: "2026-11-01",
    validTo: null,
  }),
  "rosters.endPattern": (w) => ({ id: w.patternId, validTo: "2026-12-01" }),
  "rosters.publishFromPatterns": (w) => ({ clinicId: w.clinicId, from: "2026-12-01", to: "2026-12-31" }),
};

/** Public by law (公示) or by their own proof; reaching them from anywhere is what they are for. */
const open = new Set([
  "network.getClinic",
  "rosters.getSession",
  "rosters.listSeats",
  "practitioners.get",
  "queue.board",
  "notifications.markRead",
  "identity.useGrant",
]);
/** Administrators' objects are accounts, which have no unit; their walls are the roles (SEC-07), tested by permission. */
const accounts = /^identity\./;

/** A lawful refusal that tells nothing of the other unit. */
// Sessions are public: that one is not on duty there, everybody may know.
const silentRefusals = ["CLINIC_UNKNOWN", "PRACTITIONER_UNKNOWN", "NOT_ON_DUTY", "NOT_CHECKED_IN"];

const endpoints = serverModules.flatMap((module) =>
  Object.entries(module.contract).map(([verb, endpoint]) => ({
    name: `${module.name}.${verb}`,
    endpoint,
    meta: metaOf(endpoint),
  })),
);

test("every endpoint that names an object has its row", () => {
  const missing = endpoints
    .filter(({ name, meta }) => meta.path.includes("{") && !reaching[name] && !open.has(name) && !accounts.test(name))
    .map(({ name }) => name);
  expect(missing).toEqual([]);
});

describe.each(["both", "application", "database"] as const)("with the wall of: %s", (wall) => {
  let app: TestApp;
  let own: UnitWorld;
  let foreign: UnitWorld;
  const identities: { role: Role; token?: string }[] = [];
  let probes = 0;

  beforeAll(async () => {
    const built = await startTestApp();
    own = await makeUnitWorld(built, 0);
    foreign = await makeUnitWorld(built, 1);
    for (const role of ["resident", "proxy", "clerk", "practitioner", "town", "district"] as const)
      identities.push({ role, token: own.tokens[role] });
    for (const role of ["systemAdmin", "securityAdmin", "auditAdmin"] as const)
      identities.push({ role, token: await built.staff({ role, unitPath: own.districtPath }) });
    identities.push({ role: "anonymous" });
    built.setWall(wall);
    app = built;
  }, 120_000);
  afterAll(() => app?.close());

  test("no role reaches what belongs to another unit", async () => {
    const leaks: string[] = [];
    for (const { name, meta } of endpoints) {
      const input = reaching[name];
      if (!input) continue;
      for (const { role, token } of identities) {
        const response = await send(app, meta, input(foreign), token);
        const text = await response.text();
        probes += 1;
        const code = parse(text).code;
        const lawful = !holds(role, meta.permission)
          ? response.status === (role === "anonymous" ? 401 : 403)
          : response.status === 404 || (response.status === 409 && silentRefusals.includes(code));
        // With the database alone a write may also end as its plain refusal (500): nothing was given away.
        const held = wall === "database" ? response.status >= 400 : lawful;
        const told = foreign.secrets.filter((secret) => text.includes(secret));
        if (!held || told.length > 0) leaks.push(`${role} ${name} → ${response.status} ${code ?? ""} ${told.join()}`);
      }
    }
    expect(leaks).toEqual([]);
  });

  test("no list, figure or search tells of another unit", async () => {
    const leaks: string[] = [];
    for (const { name, meta } of endpoints) {
      if (reaching[name] || meta.method !== "GET" || meta.path.includes("{")) continue;
      for (const { role, token } of identities)
        for (const query of queriesOf(name)) {
          const response = await send(app, meta, query, token);
          const text = await response.text();
          probes += 1;
          const told = foreign.secrets.filter((secret) => text.includes(secret));
          if (told.length > 0 || (response.status >= 500 && wall !== "database"))
            leaks.push(`${role} ${name} → ${response.status} ${told.join()}`);
        }
    }
    expect(leaks).toEqual([]);
  });

  test("the same requests at home are answered (so that the test can fail)", async () => {
    const refused: string[] = [];
    let answered = 0;
    for (const { name, meta } of endpoints) {
      const input = reaching[name];
      if (!input || meta.write) continue;
      for (const { role, token } of identities) {
        const places = name.startsWith("dashboards.") ? ["town", "district"] : ["clerk", "town", "district"];
        if (!places.includes(role) || !holds(role, meta.permission)) continue;
        const response = await send(app, meta, input(own), token);
        if (response.status === 200) answered += 1;
        else refused.push(`${role} ${name} → ${response.status}`);
      }
    }
    expect(refused).toEqual([]);
    expect(answered).toBeGreaterThan(15);
    expect(probes).toBeGreaterThan(500);
  });
});

function queriesOf(name: string): object[] {
  if (name === "residents.search") return [{ q: "暗号" }, { q: "丙暗号1" }, { q: "1102" }];
  if (name === "matters.list") return [{}, { q: "暗号" }, { q: "邻居漏水" }, { size: 200 }];
  if (name === "appointments.list") return [{}, { size: 200 }, { q: "暗号" }];
  return [{}];
}

async function send(app: TestApp, meta: ReturnType<typeof metaOf>, input: object, token?: string): Promise<Response> {
  const rest = { ...input } as Record<string, unknown>;
  const path = meta.path.replace(/\{(\w+)\}/g, (_, key: string) => {
    const value = String(rest[key]);
    delete rest[key];
    return encodeURIComponent(value);
  });
  const query = meta.write ? "" : `?${new URLSearchParams(rest as Record<string, string>)}`;
  return await app.request(`/api${path}${query}`, {
    method: meta.method,
    token,
    ...(meta.write ? { body: JSON.stringify(rest), headers: { "content-type": "application/json" } } : {}),
  });
}

function parse(text: string): { code: string } {
  try {
    return JSON.parse(text) as { code: string };
  } catch {
    return { code: "" };
  }
}
