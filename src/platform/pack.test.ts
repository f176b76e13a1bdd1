import { readFileSync } from "node:fs";
import { describe, expect, it } from "vitest";
import { isWithin, tierOf } from "../shared/area-path.ts";
import { addDays } from "../shared/civil-time.ts";
import {
  clinicsWithin,
  districtCodeOf,
  occursOn,
  PACK_FILES,
  type Pack,
  PackError,
  parsePack,
} from "../shared/pack.ts";
import { normalisePhone } from "../shared/phone.ts";
import { loadPack } from "./pack.ts";

const changzhou = loadPack("changzhou");
const lanting = loadPack("lanting");

const tally = <T>(rows: readonly T[], key: (row: T) => string): Record<string, number> =>
  Object.fromEntries(
    Map.groupBy(rows, key)
      .entries()
      .map(([name, group]) => [name, group.length]),
  );

describe("Changzhou", () => {
  it("has its areas and a clinic in each but the virtual ones (N2.1, N2.2)", () => {
    expect(tally(changzhou.areas, (area) => area.tier)).toEqual({ city: 1, district: 7, town: 65, village: 1047 });
    expect(tally(changzhou.clinics, (clinic) => clinic.tier)).toEqual({
      city: 1,
      district: 7,
      town: 65,
      village: 1045,
    });
    expect(changzhou.areas.filter((area) => area.name.includes("监狱"))).toEqual([]);
  });

  it("reports by seven units, 经开区 with six towns of 武进 beside the districts", () => {
    expect(changzhou.areasBelow("3204").map((area) => area.shortName)).toEqual([
      "天宁区",
      "钟楼区",
      "新北区",
      "武进区",
      "金坛区",
      "溧阳市",
      "经开区",
    ]);
    const zone = changzhou.area("3204JK");
    expect(zone).toMatchObject({ officialCode: "", marks: ["reportingUnit"], path: "/3204/3204JK/" });
    const towns = changzhou.areasBelow("3204JK");
    expect(towns.map((area) => area.shortName).sort()).toEqual(
      ["戚墅堰街道", "丁堰街道", "潞城街道", "横林镇", "遥观镇", "横山桥镇"].sort(),
    );
    expect(towns.every((area) => area.officialParent === "320412" && area.officialCode.startsWith("320412"))).toBe(
      true,
    );
    const villages = changzhou.areas.filter((area) => area.tier === "village" && isWithin(area.path, zone.path));
    expect(villages.length).toBeGreaterThan(50);
    expect(clinicsWithin(changzhou.clinics, zone.path)).toHaveLength(1 + towns.length + villages.length);
    expect(["/3204/", "/3204/~abcde/", "/3204/3204JK/320412105/"].map(districtCodeOf)).toEqual([
      undefined,
      undefined,
      "3204JK",
    ]);
    expect(changzhou.areasBelow("320412").some((area) => area.shortName === "横林镇")).toBe(false);
  });

  it("calls places as people do", () => {
    const names = ["320412411219", "320404001", "320413400", "320412411"].map(
      (code) => changzhou.findArea(code)?.shortName,
    );
    expect(names).toEqual(["华阳村", "五星街道", "金坛经济开发区", "武进高新区"]);
    const shortOf = (name: string) => changzhou.areas.find((area) => area.name === name)?.shortName;
    expect(["北门居委会", "东青社区居委会（含东青村村委）", "绿地社区居民委员会", "城南村委会"].map(shortOf)).toEqual([
      "北门",
      "东青社区",
      "绿地社区",
      "城南村",
    ]);
    for (const area of changzhou.areas) expect(area.shortName, area.name).not.toMatch(/委会|（|\(|委员会/);
    expect(changzhou.clinics.find((clinic) => clinic.areaCode === "320404001")?.name).toBe("五星街道法律门诊");
    expect(changzhou.clinics[0]?.name).toBe("常州市公共法律服务中心法律门诊");
  });

  it("shows no telephone that could ring", () => {
    for (const clinic of changzhou.clinics) {
      expect(clinic.phone).toMatch(/^0519-0000\d{4}$/);
      expect(normalisePhone(clinic.phone)).toBeUndefined();
      expect(clinic.address).toContain("演示数据");
    }
  });

  const villages = changzhou.clinics.filter((clinic) => clinic.tier === "village");
  it("has every village visited every month (SLA-29), spread over weeks and hours", () => {
    const month = Array.from({ length: 28 }, (_, day) => addDays("2026-06-01", day));
    for (const clinic of villages)
      expect(month.filter((day) => clinic.patterns.some((pattern) => occursOn(pattern, day))).length).toBe(1);
    const visits = villages.flatMap((clinic) => clinic.patterns);
    for (const count of Object.values(tally(visits, (visit) => String(visit.weeks)))) {
      expect(count).toBeGreaterThan(villages.length / 4 / 1.15);
      expect(count).toBeLessThan((villages.length / 4) * 1.15);
    }
    const offHours = visits.filter((visit) => visit.timeType !== "regular").length / visits.length;
    expect(offHours).toBeGreaterThan(0.25);
    expect(offHours).toBeLessThan(0.5);
  });

  it("spreads the towns' night clinics over the week (N3.4c) and uses every form but none twice at once", () => {
    const towns = changzhou.clinics.filter((clinic) => clinic.tier === "town");
    const nights = towns.flatMap((clinic) => clinic.patterns.filter((pattern) => pattern.rule === "night"));
    expect(nights).toHaveLength(65);
    for (const count of Object.values(tally(nights, (night) => String(night.weekday))))
      expect(count).toBeGreaterThan(8);
    const all = changzhou.clinics.flatMap((clinic) => clinic.patterns);
    expect(Object.keys(tally(all, (pattern) => pattern.form))).toHaveLength(7);
    for (const clinic of changzhou.clinics) {
      const keys = clinic.patterns.map((row) => [row.rule, row.weekday, row.start, row.weeks].join());
      expect(new Set(keys).size).toBe(keys.length);
      for (const pattern of clinic.patterns) expect(pattern.capacity).toBeGreaterThanOrEqual(pattern.seats);
    }
  });
});

describe("Lanting", () => {
  it("has exactly twelve units and twelve clinics", () => {
    expect(tally(lanting.areas, (area) => area.tier)).toEqual({ city: 1, district: 2, town: 3, village: 6 });
    expect(lanting.clinics).toHaveLength(12);
    expect(lanting.madeUp).toBe(true);
    expect(lanting.areas.every((area) => area.officialCode === "")).toBe(true);
  });

  it("has its own days off and its own limits", () => {
    expect(lanting.localDays.holidays).toEqual(["2026-03-05"]);
    expect(lanting.serviceLevel("SLA-03", "2026-03-05").limit).toEqual({ amount: 2, unit: "workingDays" });
  });
});

describe.each([
  ["changzhou", changzhou],
  ["lanting", lanting],
] as [string, Pack][])("every pack: %s", (_, pack) => {
  it("has clinics whose paths and codes fit their areas", () => {
    expect(new Set(pack.clinics.map((clinic) => clinic.code)).size).toBe(pack.clinics.length);
    for (const clinic of pack.clinics) {
      expect(tierOf(clinic.path)).toBe("clinic");
      expect(clinic.path).toBe(`${pack.area(clinic.areaCode).path}~${clinic.code}/`);
      expect(pack.findClinic(clinic.code)).toBe(clinic);
    }
  });

  it("has SLA-01 to SLA-31, 18 categories that add up, seven forms, words for every danger", () => {
    for (let n = 1; n <= 31; n += 1)
      expect(pack.serviceLevel(`SLA-${String(n).padStart(2, "0")}`, "2026-03-05").name).not.toBe("");
    expect(pack.serviceLevel("SLA-13", "2026-03-05")).toMatchObject({
      limit: { amount: 7, unit: "days" },
      pausable: true,
    });
    expect(pack.categories).toHaveLength(18);
    expect(pack.category("LABOUR").label).toBe("劳动社保");
    expect(pack.categories.every((row) => pack.texts.bring[row.code] !== undefined)).toBe(true);
    expect(pack.forms).toHaveLength(7);
    expect(pack.texts.danger.map((page) => page.code).sort()).toEqual([
      "CHILD_IN_DANGER",
      "SELF_HARM",
      "VIOLENCE_AT_HOME",
      "VIOLENCE_NOW",
    ]);
    expect(pack.practitioners.professions.filter((row) => row.publicServant).map((row) => row.code)).toEqual(
      expect.arrayContaining(["judge", "prosecutor", "police", "justiceStaff"]),
    );
  });
});

describe("a pack with a mistake", () => {
  const files = Object.fromEntries(
    PACK_FILES.map((file) => [file, readFileSync(new URL(`../../packs/lanting/${file}`, import.meta.url), "utf8")]),
  );
  const broken = (file: string, from: string | RegExp, to: string) => {
    const text = files[file]!.replace(from, to);
    expect(text, "the mistake must be made").not.toBe(files[file]);
    return () => parsePack({ ...files, [file]: text });
  };

  it("is refused with file and row", () => {
    expect(() => parsePack(files)).not.toThrow();
    expect(() => parsePack({ ...files, "texts.json": undefined as unknown as string })).toThrow(
      "texts.json: is missing",
    );
    expect(broken("areas.csv", "town,990004,", "town,990009,")).toThrow('line 7: parent "990009" is not in the file');
    expect(broken("areas.csv", "village,990004100,", "village,990004,")).toThrow("a village cannot lie in a district");
    expect(broken("areas.csv", "990004100201", "990004100200")).toThrow(
      "line 13: code 990004100200 is on line 12 already",
    );
    expect(broken("areas.csv", ",community,", ",hamlet,")).toThrow("line 8, kind");
    expect(broken("areas.csv", "code,name", "code,title")).toThrow("column name is missing");
    expect(broken("categories.json", '"share": 18', '"share": 17')).toThrow("shares add up to 99, not 100");
    expect(broken("categories.json", '"nature": "CRIMINAL"', '"nature": "PENAL"')).toThrow(
      "categories.json: row 13 (CRIMINAL).nature",
    );
    expect(broken("categories.json", '"code": "INHERIT"', '"code": "FAMILY"')).toThrow("row 2: FAMILY is there twice");
    expect(broken("service-levels.json", '"pausable": false', '"pauseable": false')).toThrow(
      "service-levels.json: row 1 (SLA-01)",
    );
    expect(broken("service-levels.json", '"validTo": "2026-07-01"', '"validTo": "2026-07-02"')).toThrow(
      "two rows hold on 2026-07-01",
    );
    expect(broken("clinics.json", '"MEDIATION"', '"MEDITATION"')).toThrow(
      "clinics.json: city, lines: MEDITATION is not known",
    );
    expect(broken("clinics.json", '"end": "11:30"', '"end": "08:30"')).toThrow("ends before it starts");
    expect(broken("texts.json", '"12356"', '"12357"')).toThrow("12357 is not known");
    expect(broken("forms.json", "{", "")).toThrow("forms.json: is not JSON");
  });

  it("keeps dated rows apart and refuses what it does not hold", () => {
    expect(lanting.serviceLevel("SLA-08", "2026-06-30").limit?.amount).toBe(2);
    expect(lanting.serviceLevel("SLA-08", "2026-07-01").limit?.amount).toBe(1);
    expect(() => lanting.serviceLevel("SLA-08", "2020-01-01")).toThrow(PackError);
    expect(() => lanting.serviceLevel("SLA-99", "2026-01-01")).toThrow(PackError);
    expect(() => lanting.category("constructor")).toThrow(PackError);
    expect(() => loadPack("nowhere")).toThrow(PackError);
  });
});
