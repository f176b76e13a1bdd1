import fc from "fast-check";
import { describe, expect, test } from "vitest";
import { loadPack } from "../../platform/pack.ts";
import {
  accessWords,
  areaByAnyCode,
  clinicMovesFor,
  pauseRefusal,
  placeNames,
  roomsFor,
  searchAreas,
} from "./rules.ts";

const pack = loadPack("changzhou");

describe("areas", () => {
  test("are found by short and by official code, whatever area", () => {
    const official = pack.areas.filter((area) => area.officialCode !== "");
    expect(official.length).toBeGreaterThan(1_000);
    fc.assert(
      fc.property(fc.constantFrom(...official), (area) => {
        expect(areaByAnyCode(pack, area.code)).toBe(area);
        expect(areaByAnyCode(pack, area.officialCode)).toBe(area);
      }),
    );
    expect(areaByAnyCode(pack, "")).toBeUndefined();
  });

  test("below a parent are its children, with a tier the whole tree of it", () => {
    const district = pack.areas.find((area) => area.tier === "district")!;
    expect(searchAreas(pack, { parent: district.code })).toEqual(pack.areasBelow(district.code));
    const villages = searchAreas(pack, { parent: district.code, tier: "village" });
    expect(villages).toEqual(
      pack.areas.filter((area) => area.tier === "village" && area.path.startsWith(district.path)),
    );
    expect(searchAreas(pack, { parent: "nowhere" })).toEqual([]);
    expect(searchAreas(pack, {})).toEqual(pack.areas);
  });

  test("name the way from the city down, without the clinic's own part", () => {
    const village = pack.areas.find((area) => area.tier === "village")!;
    const names = placeNames(pack, `${village.path}~k7f3x/`);
    expect(names.length).toBe(4);
    expect([names[0], names[3]]).toEqual([pack.areas[0]!.shortName, village.shortName]);
    expect(placeNames(pack, "/")).toEqual([]);
  });
});

describe("clinics", () => {
  test("say how to get in, and number their rooms", () => {
    const access = {
      ramp: true,
      lift: false,
      accessibleToilet: false,
      signLanguage: true,
      hearingLoop: false,
      dialects: [],
    };
    expect(accessWords(access)).toEqual(["门口有坡道", "可约手语"]);
    expect(roomsFor(2)).toEqual(["一号咨询室", "二号咨询室"]);
    expect([roomsFor(0).length, roomsFor(99).length]).toEqual([1, 10]);
  });

  test("are never paused without a reason", () => {
    const states = fc.constantFrom("planned" as const, "running" as const, "paused" as const, "closed" as const);
    const reason = fc.constantFrom(null, "", "装修");
    fc.assert(
      fc.property(
        states,
        reason,
        fc.option(states, { nil: undefined }),
        fc.option(reason, { nil: undefined }),
        (state, old, next, why) => {
          const after = { state: next ?? state, reason: why === undefined ? old : why };
          const refused = pauseRefusal({ state, pauseReason: old }, { state: next, pauseReason: why });
          expect(refused).toBe(after.state === "paused" && !after.reason ? "PAUSE_NEEDS_REASON" : undefined);
        },
      ),
    );
  });

  test("show moves to those who manage them only", () => {
    expect(clinicMovesFor("running", false)).toEqual([]);
    expect(clinicMovesFor("closed", true)).toEqual(["change", "reopen"]);
  });
});
