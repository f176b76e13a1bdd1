import { afterAll, beforeAll, describe, expect, test } from "vitest";
import { startTestApp, type TestApp } from "../../../test/harness/app.ts";
import { sql } from "../../platform/database.ts";
import { civilDate } from "../../shared/civil-time.ts";
import { appointmentsContract } from "../appointments/contract.ts";
import { mattersContract } from "../matters/contract.ts";
import { clinicOfArea } from "../network/index.ts";
import { ratingsContract } from "../ratings/contract.ts";
import { rostersContract } from "../rosters/contract.ts";
import { fillCity } from "./city.fixture.ts";
import { dashboardsContract, type Figure, figureCodes } from "./contract.ts";
import { monthCodes, ratingCodes, todayCodes } from "./rules.ts";

let app: TestApp;
/** A district, a town of it, the town's own clinic. */
let district: string;
let town: string;
let clinicPath: string;
let people: string[];
const callers = new Map<string, string>();
const period = { from: "2026-11-10", to: "2026-11-23" };

beforeAll(async () => {
  app = await startTestApp();
  const { pack } = app.platform;
  const townArea = pack.areas.find(
    (area) => area.tier === "town" && pack.clinics.some((one) => one.areaCode === area.code),
  )!;
  town = townArea.code;
  district = townArea.parent!;
  const clinic = pack.clinics.find((one) => one.areaCode === town)!;
  clinicPath = clinic.path;
  // A few clinics of every kind, so that each has something; those of the town first.
  const codes = [...pack.clinics]
    .sort((a, b) => rank(a.path) - rank(b.path))
    .slice(0, 11)
    .map((one) => one.code);
  function rank(path: string): number {
    if (path.startsWith(townArea.path)) return path === clinicPath ? 0 : 2;
    return path.split("/").length <= 4 ? 1 : path.startsWith(pack.area(district).path) ? 3 : 4;
  }
  await app.system((ctx) => fillCity(ctx, { days: 20, matters: 900, sessions: 500, practitioners: 6, clinics: codes }));
  people = await app.system(async (ctx) => {
    const { rows } = await sql<{
      id: string;
    }>`select id from practitioners where code like 'made-%' order by code`.execute(ctx.db);
    return rows.map((row) => row.id);
  });
  const clinicId = (await app.system((ctx) => clinicOfArea(ctx, town)))!.id;
  const city = pack.area(pack.defaultArea).path;
  callers.set("clerk", await app.staff({ role: "clerk", unitPath: clinicPath, clinicId }));
  callers.set(
    "practitioner",
    await app.staff({ role: "practitioner", unitPath: townArea.path, practitionerId: people[0] }),
  );
  callers.set("town", await app.staff({ role: "town", unitPath: townArea.path }));
  callers.set("district", await app.staff({ role: "district", unitPath: pack.area(district).path }));
  callers.set("city", await app.staff({ role: "city", unitPath: city }));
});
afterAll(() => app.close());

const dashboards = (role: string) => app.as(dashboardsContract, callers.get(role));

/** Asks the list that a figure's address names, as the console would: the query is the endpoint's input. */
async function countOf(list: string, role: string): Promise<number> {
  const { pathname, searchParams } = new URL(list, "http://console");
  const input = { ...Object.fromEntries(searchParams), size: 1 } as never;
  const token = callers.get(role);
  const lists: Record<string, () => Promise<{ total: number }>> = {
    "/console/matters": () => app.as(mattersContract, token).list(input),
    "/console/sessions": () => app.as(rostersContract, token).listSessions(input),
    "/console/appointments": () => app.as(appointmentsContract, token).list(input),
    "/console/ratings": () => app.as(ratingsContract, token).list(input),
    "/console/records": () => app.as(dashboardsContract, token).records(input),
  };
  const ask = lists[pathname];
  if (!ask) throw new Error(`No list at ${pathname}`);
  return (await ask()).total;
}
const figure = (figures: Figure[], code: string) => figures.find((one) => one.code === code)!;

describe("every figure opens a list of just as many records", () => {
  const roles = ["clerk", "practitioner", "town", "district", "city"];
  for (const role of roles)
    test(role, async () => {
      const answers = [await dashboards(role).today({}), await dashboards(role).month(period)];
      for (const one of answers.flatMap((answer) => answer.figures))
        expect(await countOf(one.list, role), `${one.code} ${one.list}`).toBe(one.n);
      const rates = ["clerk", "practitioner"].includes(role) ? [] : ratingCodes;
      expect(answers[0]!.figures.map((one) => one.code)).toEqual(todayCodes);
      expect(answers[1]!.figures.map((one) => one.code)).toEqual([...monthCodes, ...rates]);
    });
  test("also for an area that was asked for, and for the categories and days", async () => {
    const answers = [
      await dashboards("city").today({ area: town }),
      await dashboards("city").month({ ...period, area: town }),
    ];
    for (const one of answers.flatMap((answer) => answer.figures))
      expect(await countOf(one.list, "city"), `${one.code} ${one.list}`).toBe(one.n);
    const month = await dashboards("district").month(period);
    const opened = figure(month.figures, "opened").n;
    expect(month.days).toHaveLength(14);
    expect(month.days.reduce((sum, day) => sum + day.n, 0)).toBe(opened);
    expect(month.categories.reduce((sum, category) => sum + category.n, 0)).toBe(opened);
    expect(month.categories.reduce((sum, category) => sum + category.share, 0)).toBeCloseTo(1);
    const matters = app.as(mattersContract, callers.get("district"));
    for (const { code, n } of month.categories.filter((category) => category.code !== ""))
      expect((await matters.list({ ...period, category: code })).total).toBe(n);
    const day = month.days[3]!;
    expect((await matters.list({ from: day.day, to: day.day })).total).toBe(day.n);
  });
  test("the made-up city has something behind every one of them", async () => {
    const { pack } = app.platform;
    const seen = [await dashboards("city").today({}), await dashboards("city").month(period)].flatMap(
      ({ figures }) => figures,
    );
    expect(new Set(seen.map((one) => one.code))).toEqual(new Set(figureCodes));
    for (const one of seen) expect(one.n, `${one.code} in ${pack.name}`).toBeGreaterThan(0);
  });
  test("the list of records pages through all of them, each once", async () => {
    const all = await dashboards("city").records({ figure: "onTime", ...period, size: 200 });
    const ids = new Set<string>();
    for (let page = 1; page <= Math.ceil(all.total / 50); page += 1)
      for (const item of (await dashboards("city").records({ figure: "onTime", ...period, page, size: 50 })).items)
        ids.add(item.id);
    expect(ids.size).toBe(all.total);
    expect(all.items.every((item) => item.open.startsWith("/console/matters/") && item.title !== "")).toBe(true);
    for (const code of ["emptySessions", "waiting", "appointmentsKept", "satisfaction", "opened"] as const) {
      const { items } = await dashboards("city").records({ figure: code, ...period });
      expect(items.length, code).toBeGreaterThan(0);
      expect(items.every((item) => item.title !== "" && !item.detail.includes("undefined"))).toBe(true);
    }
  });
});

describe("the numbers are those of the rows", () => {
  interface Truth {
    matters: {
      unitPath: string;
      practitionerId: string | null;
      state: string;
      openedAt: string;
      closedAt: string | null;
    }[];
    ratings: {
      unitPath: string;
      residentId: string | null;
      level: number | null;
      ratedAt: string | null;
      invitedAt: string;
    }[];
    clocks: {
      unitPath: string;
      dueAt: string;
      pausedAt: string | null;
      stoppedAt: string | null;
      met: boolean | null;
      matterId: string;
    }[];
    sessions: { id: string; unitPath: string; state: string; timeType: string; startsAt: string; endsAt: string }[];
    visits: { sessionId: string | null }[];
  }
  let truth: Truth;
  const inPeriod = (at: string | null) => at !== null && inDays(civilDate(new Date(at)));
  const inDays = (day: string) => day >= period.from && day <= period.to;
  const now = () => app.now().toISOString();
  beforeAll(async () => {
    truth = await app.system(async (ctx) => {
      const rows = async <T>(query: ReturnType<typeof sql<T>>) => (await query.execute(ctx.db)).rows;
      return {
        matters: await rows(sql`select * from matters`),
        ratings: await rows(sql`select * from ratings`),
        clocks: await rows(sql`select * from matter_clocks`),
        sessions: await rows(sql`select * from sessions`),
        visits: await rows(sql`select session_id from tickets where state in ('called', 'serving', 'finished')
          union all select session_id from appointments where state in ('checkedIn', 'served')
          union all select session_id from consultations`),
      } as Truth;
    });
  });
  test.each(["district", "city"])("%s", async (role) => {
    const path = role === "city" ? "/" : app.platform.pack.area(district).path;
    const here = <T extends { unitPath: string }>(rows: T[]) => rows.filter((row) => row.unitPath.startsWith(path));
    const today = (await dashboards(role).today({})).figures;
    const month = (await dashboards(role).month(period)).figures;
    const matters = here(truth.matters);
    expect(figure(month, "opened").value).toBe(matters.filter((row) => inPeriod(row.openedAt)).length);
    expect(figure(month, "closed").value).toBe(
      matters.filter((row) => row.state === "closed" && inPeriod(row.closedAt)).length,
    );
    const running = here(truth.clocks).filter((row) => row.stoppedAt === null && row.pausedAt === null);
    expect(figure(today, "late").value).toBe(
      new Set(running.filter((row) => row.dueAt < now()).map((row) => row.matterId)).size,
    );
    const due = here(truth.clocks).filter(
      (row) => inPeriod(row.dueAt) && (row.stoppedAt !== null || (row.pausedAt === null && row.dueAt < now())),
    );
    const onTime = figure(month, "onTime");
    expect(onTime.n).toBe(due.length);
    expect(onTime.value).toBeCloseTo((due.filter((row) => row.met).length / due.length) * 100, 0);
    const invited = here(truth.ratings).filter((row) => inPeriod(row.invitedAt));
    const rated = invited.filter((row) => row.level !== null);
    const satisfaction = figure(month, "satisfaction");
    expect(satisfaction.n).toBe(rated.length);
    const share = (rated.filter((row) => row.level! >= 3).length / rated.length) * 100;
    expect(satisfaction.value).toBeCloseTo(share, 0);
    expect(satisfaction.interval!.low).toBeLessThan(share);
    expect(satisfaction.interval!.high).toBeGreaterThan(share);
    const reachable = invited.filter((row) => row.residentId !== null);
    expect(figure(month, "participation").value).toBeCloseTo(
      (reachable.filter((row) => row.ratedAt !== null).length / reachable.length) * 100,
      0,
    );
    const sessions = here(truth.sessions).filter(
      (row) =>
        row.state === "published" &&
        (inPeriod(row.startsAt) ||
          (row.startsAt < now() && inPeriod(row.endsAt) && civilDate(new Date(row.startsAt)) < period.from)),
    );
    expect(figure(month, "offHours").n).toBe(sessions.length);
    const off = sessions.filter(
      (row) => row.timeType === "night" || row.timeType === "weekend" || offHours(row.timeType),
    );
    expect(figure(month, "offHours").value).toBeCloseTo((off.length / sessions.length) * 100, 0);
    const visited = new Set(truth.visits.map((row) => row.sessionId));
    expect(sessions.length).toBeGreaterThan(10);
    // The maker puts people into sessions of other days too; those do not count as visits of the period's days.
    const empty = figure(month, "emptySessions");
    expect(empty.value).toBeGreaterThanOrEqual(
      sessions.filter((row) => row.endsAt <= now() && !visited.has(row.id)).length,
    );
    expect(empty.tone).toBe("plain");
  });
  const offHours = (type: string) => app.platform.pack.timeTypes.some((row) => row.offHours && row.code === type);
  test("a practitioner counts his own work only, wherever it was", async () => {
    const month = (await dashboards("practitioner").month(period)).figures;
    const mine = truth.matters.filter((row) => row.practitionerId === people[0] && inPeriod(row.openedAt));
    expect(new Set(mine.map((row) => row.unitPath)).size).toBeGreaterThan(1);
    expect(figure(month, "opened").value).toBe(mine.length);
    expect(month.some((one) => ["satisfaction", "participation", "denied"].includes(one.code))).toBe(false);
  });
});

describe("satisfaction", () => {
  test("never stands without its n, and not at all without ratings", async () => {
    const empty = { from: "2025-01-01", to: "2025-01-31" };
    const none = figure((await dashboards("city").month(empty)).figures, "satisfaction");
    expect(none).toMatchObject({ value: null, n: 0, interval: null });
    expect(none.note).toContain("不评不算满意");
    const { items } = await dashboards("city").areas({ ...empty });
    expect(items.every((row) => row.satisfaction === null && row.rated === 0)).toBe(true);
  });
  test("is closed to who is rated, also as a list of records", async () => {
    for (const role of ["clerk", "practitioner"])
      await expect(dashboards(role).records({ figure: "satisfaction", ...period })).rejects.toMatchObject({
        status: 404,
      });
  });
});

describe("areas", () => {
  test("rows add up to the whole, at every level", async () => {
    for (const [role, area] of [
      ["city", undefined],
      ["city", district],
      ["district", undefined],
      ["town", undefined],
    ] as const) {
      const { items, total } = await dashboards(role).areas({ ...period, area, size: 200 });
      expect(items).toHaveLength(total);
      const month = (await dashboards(role).month({ ...period, area })).figures;
      const today = (await dashboards(role).today({ area })).figures;
      const sum = (key: "opened" | "closed" | "waiting" | "late" | "sessions" | "emptySessions" | "rated") =>
        items.reduce((all, row) => all + row[key], 0);
      expect(sum("opened")).toBe(figure(month, "opened").n);
      expect(sum("closed")).toBe(figure(month, "closed").n);
      expect(sum("rated")).toBe(figure(month, "satisfaction").n);
      expect(sum("sessions")).toBe(figure(month, "offHours").n);
      expect(sum("emptySessions")).toBe(figure(month, "emptySessions").n);
      expect(sum("waiting")).toBe(figure(today, "waiting").n);
      expect(sum("late")).toBe(figure(today, "late").n);
      expect(sum("opened")).toBeGreaterThan(0);
    }
  });
  test("the city shows its districts and its own clinic, a town its clinics", async () => {
    const { pack } = app.platform;
    const city = await dashboards("city").areas(period);
    const codes = city.items.map((row) => row.code);
    for (const area of pack.areasBelow(pack.defaultArea)) expect(codes).toContain(area.code);
    expect(city.items.reduce((sum, row) => sum + row.clinics, 0)).toBe(pack.clinics.length);
    const below = await dashboards("town").areas({ ...period, size: 200 });
    expect(below.items.every((row) => row.clinics === 1)).toBe(true);
    expect(below.total).toBe(pack.clinics.filter((one) => one.path.startsWith(pack.area(town).path)).length);
  });
  test("can be sorted; a unit without ratings is last, not best", async () => {
    const sorted = async (sort: "opened" | "satisfaction", up: "true" | "false") =>
      (await dashboards("district").areas({ ...period, sort, up, size: 200 })).items;
    const opened = (await sorted("opened", "false")).map((row) => row.opened);
    expect(opened).toEqual([...opened].sort((a, b) => b - a));
    const first = await sorted("satisfaction", "false");
    const scores = first.map((row) => row.comparable);
    const known = scores.filter((score) => score !== null);
    expect(scores.slice(0, known.length)).toEqual([...known].sort((a, b) => b - a));
    expect((await sorted("opened", "true"))[0]?.opened).toBe(Math.min(...opened));
  });
  test("only for who compares, only within reach", async () => {
    for (const role of ["clerk", "practitioner"])
      await expect(dashboards(role).areas(period)).rejects.toMatchObject({ status: 403 });
    const { pack } = app.platform;
    const other = pack.areas.find((area) => area.tier === "district" && area.code !== district)!;
    for (const area of [other.code, pack.defaultArea, "000000"]) {
      await expect(dashboards("district").areas({ ...period, area })).rejects.toMatchObject({ status: 404 });
      await expect(dashboards("district").today({ area })).rejects.toMatchObject({ status: 404 });
      await expect(dashboards("clerk").records({ figure: "opened", area })).rejects.toMatchObject({ status: 404 });
    }
  });
  test("days must be in order and no more than a year", async () => {
    const wrong = { from: "2026-11-23", to: "2026-11-22" };
    await expect(dashboards("city").month(wrong)).rejects.toMatchObject({ status: 400 });
    await expect(dashboards("city").areas({ from: "2024-01-01", to: "2026-01-01" })).rejects.toMatchObject({
      status: 400,
    });
  });
});

describe("an empty day", () => {
  test("is told plainly: nobody came, and that is normal", async () => {
    app.setNow("2027-02-07T09:00:00+08:00");
    const { figures } = await dashboards("clerk").today({});
    expect(figure(figures, "opened")).toMatchObject({ value: 0, tone: "plain", note: "今天没有人来。这很正常。" });
    app.setNow("2026-11-23T10:00:00+08:00");
  });
});

describe("the worklist", () => {
  test("most urgent first: what is late, by how late", async () => {
    const { items, total } = await dashboards("town").worklist({ size: 200 });
    const order = ["late", "session", "waiting", "openConsultation", "appointment", "dueToday"];
    const ranks = items.map((item) => order.indexOf(item.kind));
    expect(ranks).toEqual([...ranks].sort((a, b) => a - b));
    const late = items.filter((item) => item.kind === "late");
    expect(late.length).toBeGreaterThan(0);
    expect(late.every((item) => item.mark.startsWith("晚") && item.at < app.now().toISOString())).toBe(true);
    expect(late.map((item) => item.at)).toEqual(late.map((item) => item.at).sort());
    expect(items.filter((item) => item.kind === "dueToday").every((item) => item.mark.startsWith("还剩"))).toBe(true);
    const second = await dashboards("town").worklist({ size: 5, page: 2 });
    expect(second.items.map((item) => item.id)).toEqual(items.slice(5, 10).map((item) => item.id));
    expect(second.total).toBe(total);
  });
  test("each role has its own", async () => {
    const kinds = async (role: string) =>
      new Set((await dashboards(role).worklist({ size: 200 })).items.map((item) => item.kind));
    expect(await kinds("clerk")).toContain("waiting");
    expect(await kinds("clerk")).not.toContain("openConsultation");
    expect(await kinds("practitioner")).toContain("openConsultation");
    expect([...(await kinds("city"))].every((kind) => ["late", "dueToday"].includes(kind))).toBe(true);
  });
  test("a practitioner has only his own, and signs in to his own sessions", async () => {
    const id = await app.system(async (ctx) => {
      const session = ctx.newId();
      const soon = new Date(ctx.now.getTime() + 20 * 60_000);
      await sql`insert into sessions (id, clinic_id, unit_path, form, time_type, starts_at, ends_at, capacity, room, state, updated_at)
        select ${session}, id, path, 'lawyerSitIn', 'regular', ${soon}, ${soon}::timestamptz + interval '2 hours', 4, '一号', 'published', ${ctx.now}
          from clinics where path = ${clinicPath}`.execute(ctx.db);
      await sql`insert into session_duties (id, session_id, practitioner_id, position)
        values (${ctx.newId()}, ${session}, ${people[0]}, 1)`.execute(ctx.db);
      return session;
    });
    const own = await dashboards("practitioner").worklist({ size: 200 });
    expect(own.items.find((item) => item.id === id)).toMatchObject({ kind: "session", mark: "10:20", move: "checkIn" });
    const other = app.as(
      dashboardsContract,
      await app.staff({ role: "practitioner", unitPath: "/", practitionerId: people[1] }),
    );
    expect((await other.worklist({ size: 200 })).items.some((item) => item.id === id)).toBe(false);
    const mine = await app.system(async (ctx) => {
      const { rows } = await sql<{ id: string }>`select id from matters where practitioner_id = ${people[0]}`.execute(
        ctx.db,
      );
      return new Set(rows.map((row) => row.id));
    });
    for (const item of own.items.filter((one) => one.kind === "late"))
      expect(mine.has(item.open.split("/").at(-1)!)).toBe(true);
  });
  test("does not tell who was rated that the rating was bad", async () => {
    const { rows } = await app.system((ctx) =>
      sql<{
        id: string;
      }>`select m.id from matters m where practitioner_id = ${people[0]} and unit_path like ${`${app.platform.pack.area(town).path}%`} limit 1`.execute(
        ctx.db,
      ),
    );
    const clock = await app.system(async (ctx) => {
      const id = ctx.newId();
      await sql`insert into matter_clocks (id, matter_id, unit_path, code, started_at, due_at)
        select ${id}, id, unit_path, 'SLA-23', ${ctx.now}, ${ctx.now}::timestamptz - interval '1 hour' from matters where id = ${rows[0]!.id}`.execute(
        ctx.db,
      );
      return id;
    });
    const has = async (role: string) =>
      (await dashboards(role).worklist({ size: 200 })).items.some((item) => item.id === clock);
    expect(await has("town")).toBe(true);
    expect(await has("practitioner")).toBe(false);
    expect(await has("clerk")).toBe(false);
  });
  test("says nothing of a person", async () => {
    const { items } = await dashboards("clerk").worklist({ size: 200 });
    expect(JSON.stringify(items)).not.toContain("张");
  });
});
