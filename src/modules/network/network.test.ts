import { afterAll, beforeAll, describe, expect, test } from "vitest";
import { startTestApp, type TestApp } from "../../../test/harness/app.ts";
import type { Area } from "../../shared/pack.ts";
import { networkContract } from "./contract.ts";
import { areaPathOf, clinicOfArea, clinicsBelow, clinicsByIds, findClinic, loadNetwork } from "./index.ts";

let app: TestApp;
let city: Area;
let districts: Area[];
let town: Area;
beforeAll(async () => {
  app = await startTestApp();
  const { areas } = app.platform.pack;
  city = areas.find((area) => area.tier === "city")!;
  districts = areas.filter((area) => area.tier === "district");
  town = areas.find((area) => area.tier === "town" && area.path.startsWith(districts[0]!.path))!;
}, 120_000);
afterAll(async () => await app?.close());

const anyone = () => app.as(networkContract);
const clinicAt = async (area: Area) => (await app.system((ctx) => clinicOfArea(ctx, area.code)))!;

describe("loading the pack", () => {
  test("gives every clinic of the pack, and again changes nothing", async () => {
    const before = await app.system((ctx) => clinicsBelow(ctx, "/"));
    expect(before.map((clinic) => clinic.code).sort()).toEqual(
      app.platform.pack.clinics.map(({ code }) => code).sort(),
    );
    await app.system(loadNetwork);
    expect(await app.system((ctx) => clinicsBelow(ctx, "/"))).toEqual(before);
  });

  test("keeps what staff wrote on a clinic's page, and brings back what the pack owns", async () => {
    const clinic = await clinicAt(districts[1]!);
    const token = await app.staff({ role: "district", unitPath: districts[1]!.path });
    await app
      .as(networkContract, token)
      .changeClinic({ id: clinic.id, address: "延陵路 7 号二楼", phone: "0000-1234567" });
    await app.system(loadNetwork);
    const after = await anyone().getClinic({ id: clinic.id });
    expect(after).toMatchObject({
      id: clinic.id,
      address: "延陵路 7 号二楼",
      phone: "0000-1234567",
      contactIsDemo: false,
    });
    expect(after.lines).toEqual(app.platform.pack.findClinic(clinic.code)!.lines);
  });
});

describe("doors", () => {
  test("find clinics and areas by either code", async () => {
    const clinic = await clinicAt(town);
    expect(clinic).toMatchObject({ areaCode: town.code, tier: "town" });
    expect(clinic.path.startsWith(town.path)).toBe(true);
    const missing = "0197a000-0000-7000-8000-00000000dead";
    expect([...(await app.system((ctx) => clinicsByIds(ctx, [clinic.id, missing])))]).toEqual([[clinic.id, clinic]]);
    expect(await app.system((ctx) => findClinic(ctx, missing))).toBeUndefined();
    expect(await app.system(async (ctx) => areaPathOf(ctx, town.code))).toBe(town.path);
    // Made-up cities have no official codes.
    for (const area of app.platform.pack.areas.filter((one) => one.officialCode !== "").slice(0, 20)) {
      expect(await app.system(async (ctx) => areaPathOf(ctx, area.officialCode))).toBe(area.path);
      expect(await app.system((ctx) => clinicOfArea(ctx, area.officialCode))).toEqual(await clinicAt(area));
    }
    await expect(app.system(async (ctx) => areaPathOf(ctx, "999999"))).rejects.toThrow("NOT_FOUND");
  });
});

describe("areas", () => {
  test("are listed below a parent with how many clinics they hold", async () => {
    const { items, total } = await anyone().listAreas({ parent: city.code });
    expect(items.map((area) => area.code)).toEqual(districts.map((area) => area.code));
    expect(total).toBe(districts.length);
    for (const area of items)
      expect(area.clinics).toBe(app.platform.pack.clinics.filter((clinic) => clinic.path.startsWith(area.path)).length);
  });

  test("are found by a part of the name, page by page", async () => {
    const byName = await anyone().listAreas({ q: town.shortName, tier: "town" });
    expect(byName.items.map((area) => area.code)).toContain(town.code);
    const villages = await anyone().listAreas({ parent: districts[0]!.code, tier: "village", size: 1, page: 2 });
    const all = app.platform.pack.areas.filter(
      (one) => one.tier === "village" && one.path.startsWith(districts[0]!.path),
    );
    expect(villages).toMatchObject({ total: all.length, items: [{ code: all[1]!.code }] });
    expect(await anyone().listAreas({ parent: "999999" })).toEqual({ items: [], total: 0 });
  });
});

describe("a clinic's page", () => {
  test("names the places above it and offers a visitor no moves", async () => {
    const clinic = await anyone().getClinic({ id: (await clinicAt(town)).id });
    expect(clinic.placeNames).toEqual([city.shortName, districts[0]!.shortName, town.shortName]);
    expect(clinic).toMatchObject({ can: [], state: "running", contactIsDemo: true });
    expect(clinic.rooms.length).toBeGreaterThan(0);
  });

  test("is changed from above only; elsewhere it does not exist", async () => {
    const { id } = await clinicAt(town);
    const foreign = app.as(networkContract, await app.staff({ role: "district", unitPath: districts[1]!.path }));
    await expect(foreign.changeClinic({ id, phone: "1" })).rejects.toMatchObject({ status: 404 });
    const clerk = await app.staff({ role: "clerk", unitPath: (await clinicAt(town)).path, clinicId: id });
    await expect(app.as(networkContract, clerk).changeClinic({ id, phone: "1" })).rejects.toMatchObject({
      status: 403,
    });
    await expect(anyone().changeClinic({ id, phone: "1" })).rejects.toMatchObject({ status: 401 });
    const own = app.as(networkContract, await app.staff({ role: "town", unitPath: town.path }));
    expect((await own.getClinic({ id })).can).toEqual(["change", "pause", "close"]);
    expect((await foreign.getClinic({ id })).can).toEqual([]);
  });

  test("says why it is paused, and forgets it when it opens again", async () => {
    const { id } = await clinicAt(town);
    const own = app.as(networkContract, await app.staff({ role: "town", unitPath: town.path }));
    await expect(own.changeClinic({ id, state: "paused" })).rejects.toMatchObject({
      status: 409,
      code: "PAUSE_NEEDS_REASON",
    });
    const paused = await own.changeClinic({ id, state: "paused", pauseReason: "装修到月底" });
    expect(paused).toMatchObject({ state: "paused", pauseReason: "装修到月底", can: ["change", "reopen", "close"] });
    await expect(own.changeClinic({ id, pauseReason: "" })).rejects.toMatchObject({ code: "PAUSE_NEEDS_REASON" });
    expect(await own.changeClinic({ id, state: "running" })).toMatchObject({ state: "running", pauseReason: null });
    expect(await anyone().getClinic({ id })).toMatchObject({ state: "running", pauseReason: null });
  });
});
