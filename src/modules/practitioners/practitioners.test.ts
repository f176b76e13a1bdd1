import { setTimeout } from "node:timers/promises";
import { afterAll, beforeAll, describe, expect, test } from "vitest";
import { startTestApp, type TestApp } from "../../../test/harness/app.ts";
import type { Area } from "../../shared/pack.ts";
import { identityContract } from "../identity/contract.ts";
import { clinicOfArea } from "../network/index.ts";
import { type Practitioner, practitionersContract } from "./contract.ts";
import { practitionersByIds, practitionersWithin, registerDemoPractitioners } from "./index.ts";

let app: TestApp;
let districts: Area[];
let town: Area;
beforeAll(async () => {
  app = await startTestApp();
  const { areas } = app.platform.pack;
  districts = areas.filter((area) => area.tier === "district");
  town = areas.find((area) => area.tier === "town" && area.path.startsWith(districts[0]!.path))!;
}, 120_000);
afterAll(async () => await app?.close());

const lawyer = {
  name: "阿卜杜勒·买买提",
  profession: "lawyer" as const,
  licenceKind: "lawyerLicence" as const,
  licenceNo: "13204202610000001",
  employer: "青果（演示）律师事务所",
  publicServant: false,
  goodAt: ["劳动社保"],
  languages: ["普通话", "维吾尔语"],
};
const asTown = async () => app.as(practitionersContract, await app.staff({ role: "town", unitPath: town.path }));
const asForeign = async () =>
  app.as(practitionersContract, await app.staff({ role: "district", unitPath: districts[1]!.path }));

describe("registering", () => {
  test("puts somebody on the roll of a unit, telephone sealed", async () => {
    const api = await asTown();
    const person = await api.register({ ...lawyer, area: town.code, phone: "13800001111" });
    expect(person).toMatchObject({
      ...lawyer,
      unitPath: town.path,
      isDemo: false,
      state: "active",
      can: ["change", "suspend", "leave"],
    });
    expect(await api.get({ id: person.id })).toEqual(person);
    expect(JSON.stringify(person)).not.toContain("13800001111");
    const { items, total } = await api.list({ area: town.officialCode || town.code, q: "买买提" });
    expect({ items, total }).toEqual({ items: [person], total: 1 });
    expect(await api.list({ q: "%" })).toMatchObject({ total: 0 });
  });

  test("is refused without the licence, and outside one's own places", async () => {
    const api = await asTown();
    const refused = { status: 409, code: "LICENCE_MISSING" };
    await expect(api.register({ ...lawyer, licenceNo: null, area: town.code })).rejects.toMatchObject(refused);
    await expect(api.register({ ...lawyer, profession: "notary", area: town.code })).rejects.toMatchObject(refused);
    await expect(api.register({ ...lawyer, area: districts[1]!.code })).rejects.toMatchObject({ status: 404 });
    await expect(api.register({ ...lawyer, area: "999999" })).rejects.toMatchObject({ status: 404 });
    await expect(app.as(practitionersContract).list({})).rejects.toMatchObject({ status: 401 });
  });

  test("marks officers as public servants", async () => {
    const judge = { ...lawyer, profession: "judge" as const, licenceKind: "none" as const, licenceNo: null };
    expect(await (await asTown()).register({ ...judge, area: town.code })).toMatchObject({ publicServant: true });
  });
});

describe("changing", () => {
  let person: Practitioner;
  beforeAll(async () => {
    person = await (await asTown()).register({ ...lawyer, name: "𠮷田㛃", area: town.code });
  });

  test("is for those above; others read and see no moves", async () => {
    const foreign = await asForeign();
    expect(await foreign.get({ id: person.id })).toEqual({ ...person, can: [] });
    await expect(foreign.change({ id: person.id, employer: "x" })).rejects.toMatchObject({ status: 404 });
    const api = await asTown();
    expect(await api.change({ id: person.id, goodAt: ["婚姻家庭"] })).toEqual({ ...person, goodAt: ["婚姻家庭"] });
    await expect(api.change({ id: person.id, licenceNo: null })).rejects.toMatchObject({ code: "LICENCE_MISSING" });
  });

  test("REL-22: suspending closes what he may open elsewhere too, and only he", async () => {
    const clinic = (await app.system((ctx) => clinicOfArea(ctx, districts[1]!.code)))!;
    const grant = { role: "practitioner" as const, unitPath: clinic.path, clinicId: clinic.id };
    const colleague = await (await asTown()).register({ ...lawyer, area: town.code });
    const [his, other] = [
      await app.staff({ ...grant, practitionerId: person.id }),
      await app.staff({ ...grant, practitionerId: colleague.id }),
    ];
    await (await asTown()).change({ id: person.id, state: "left" });
    await setTimeout(1_000);
    await expect(app.as(identityContract, his).me({})).rejects.toMatchObject({ status: 401 });
    expect(await app.as(identityContract, other).me({})).toMatchObject({ role: "practitioner" });
    await (await asTown()).change({ id: person.id, state: "active" });
  });

  test("REL-22: suspending closes his session within a second, resuming opens it", async () => {
    const clinic = (await app.system((ctx) => clinicOfArea(ctx, town.code)))!;
    const token = await app.staff({
      role: "practitioner",
      unitPath: clinic.path,
      clinicId: clinic.id,
      practitionerId: person.id,
    });
    const me = () => app.as(identityContract, token).me({});
    expect(await me()).toMatchObject({ role: "practitioner" });
    const api = await asTown();
    expect(await api.change({ id: person.id, state: "suspended" })).toMatchObject({
      state: "suspended",
      can: ["change", "resume", "leave"],
    });
    await setTimeout(1_000);
    await expect(me()).rejects.toMatchObject({ status: 401 });
    expect((await app.system((ctx) => practitionersWithin(ctx, town.path))).map(({ id }) => id)).not.toContain(
      person.id,
    );
    expect((await app.system((ctx) => practitionersByIds(ctx, [person.id]))).get(person.id)).toMatchObject({
      state: "suspended",
    });
    expect(await api.list({ area: town.code, active: true, q: "𠮷田" })).toMatchObject({ total: 0 });
    await api.change({ id: person.id, state: "active" });
    expect(await me()).toMatchObject({ role: "practitioner" });
  });
});

test("a demonstration gives every clinic somebody, once", async () => {
  const first = await app.system((ctx) => registerDemoPractitioners(ctx, { seed: 7 }));
  expect(first.size).toBe(app.platform.pack.clinics.length);
  for (const [clinic, people] of first) expect(people.length, clinic).toBeGreaterThan(0);
  expect(await app.system((ctx) => registerDemoPractitioners(ctx, { seed: 7 }))).toEqual(first);
  const known = await app.system((ctx) => practitionersByIds(ctx, [...first.values()].flat()));
  expect([...known.values()].every((person) => person.isDemo && person.state === "active")).toBe(true);
});
