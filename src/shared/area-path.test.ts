import { describe, expect, it } from "vitest";
import { AreaPathError, areaOf, clinicPath, codeOf, isAreaPath, isWithin, parentPath, tierOf } from "./area-path.ts";

describe("area paths", () => {
  const town = "/3204/320412/320412100/";
  const clinic = clinicPath(town, "k7f3");

  it("knows tiers, parents and codes", () => {
    expect(clinic).toBe("/3204/320412/320412100/~k7f3/");
    expect(["/3204/", "/3204/320412/", town, `${town}320412100201/`, clinic].map(tierOf)).toEqual([
      "city",
      "district",
      "town",
      "village",
      "clinic",
    ]);
    expect([parentPath(clinic), parentPath("/3204/"), parentPath("/")]).toEqual([town, "/", undefined]);
    expect([codeOf(clinic), codeOf(town), areaOf(clinic), areaOf(town)]).toEqual(["k7f3", "320412100", town, town]);
  });

  it("reach is a prefix of whole parts", () => {
    expect(isWithin(clinic, town)).toBe(true);
    expect(isWithin(town, clinic)).toBe(false);
    expect(isWithin("/3204/3204121/", "/3204/320412/")).toBe(false);
    expect(isWithin(clinic, "/")).toBe(true);
  });

  it.each([
    "",
    "3204/",
    "/3204",
    "//",
    "/3204//",
    "/~k7f3/",
    "/3204/~K7/",
    "/3204/~k7f3/320412/",
    "/a/b/",
    "/1/2/3/4/5/",
    "/3204/%/",
  ])("refuses %s", (path) => {
    expect(isAreaPath(path)).toBe(false);
    expect(() => isWithin(path, "/")).toThrow(AreaPathError);
  });

  it("has no clinic below a clinic and no tier for everything", () => {
    expect(() => clinicPath(clinic, "aaaa")).toThrow(AreaPathError);
    expect(() => tierOf("/")).toThrow(AreaPathError);
  });
});
