import fc from "fast-check";
import { describe, expect, test } from "vitest";
import { loadPack } from "../../platform/pack.ts";
import { endOfDay } from "../../shared/civil-time.ts";
import { matterStates } from "./contract.ts";
import {
  type ClockFacts,
  clockAtOpening,
  clocksEndedBy,
  clockView,
  decideMove,
  draftKeys,
  dueAfterPause,
  dueOf,
  isMet,
  lifecycle,
  mayOpenAt,
  mergeDraft,
  movesOn,
  numberOf,
  readNumber,
} from "./rules.ts";

const pack = loadPack("changzhou");
const at = (text: string) => new Date(`${text}+08:00`);
const clock = (facts: Partial<ClockFacts>): ClockFacts & { pauseReason: null } => ({
  code: "SLA-03",
  startedAt: at("2026-11-23T10:00:00"),
  dueAt: at("2026-11-26T23:59:59.999"),
  pausedAt: null,
  stoppedAt: null,
  met: null,
  pauseReason: null,
  ...facts,
});

describe("lifecycle", () => {
  test("every state but the ended ones can be closed, withdrawn and put off; ended ones only reopened", () => {
    const table = matterStates.map((state) => [
      state,
      ...(Object.keys(lifecycle) as (keyof typeof lifecycle)[]).map((move) => decideMove(state, move)),
    ]);
    const closed = { refused: "MATTER_CLOSED" };
    const live = [{ to: "deferred" }, { to: "closed" }, { to: "withdrawn" }, { refused: "MATTER_NOT_CLOSED" }];
    expect(table).toEqual([
      ["open", { to: "serving" }, ...live],
      ["serving", { same: true }, ...live],
      ["deferred", { to: "serving" }, ...live],
      ["closed", closed, closed, closed, closed, { to: "open" }],
      ["withdrawn", closed, closed, closed, closed, { to: "open" }],
    ]);
  });

  test("closing stops all clocks whoever does it; answers of staff stop those of the first answer", () => {
    expect(clocksEndedBy("close", false)).toBe("all");
    expect(clocksEndedBy("withdraw", false)).toBe("all");
    expect(clocksEndedBy("note", true)).toEqual(["SLA-04", "SLA-06"]);
    expect(clocksEndedBy("serve", true)).toContain("SLA-03");
    expect(clocksEndedBy("defer", true)).not.toContain("SLA-03");
    expect(clocksEndedBy("defer", false)).toEqual([]);
    expect(clocksEndedBy("reopen", true)).toEqual([]);
  });

  test("buttons follow state, permission, masks and clocks", () => {
    const pausable = clockView(pack, clock({}), at("2026-11-24T10:00:00"));
    const paused = clockView(pack, clock({ pausedAt: at("2026-11-24T09:00:00") }), at("2026-11-24T10:00:00"));
    expect(movesOn({ state: "deferred", clocks: [pausable] }, { mayWork: true, masked: false })).toEqual([
      "classify",
      "addNote",
      "defer",
      "close",
      "pauseClock",
    ]);
    expect(movesOn({ state: "deferred", clocks: [paused] }, { mayWork: true, masked: true })).toEqual([
      "reveal",
      "classify",
      "addNote",
      "defer",
      "close",
      "resumeClock",
    ]);
    expect(movesOn({ state: "withdrawn", clocks: [] }, { mayWork: true, masked: false })).toEqual([
      "addNote",
      "reopen",
    ]);
    expect(movesOn({ state: "open", clocks: [] }, { mayWork: false, masked: true })).toEqual(["reveal"]);
  });
});

describe("clocks", () => {
  test("only online and letters run from the start", () => {
    expect((["visit", "call", "letter", "online", "event", "round"] as const).map(clockAtOpening)).toEqual([
      undefined,
      undefined,
      "SLA-06",
      "SLA-04",
      undefined,
      undefined,
    ]);
    expect(dueOf(pack, "SLA-04", at("2026-11-23T10:00:00"))).toEqual(at("2026-11-24T10:00:00"));
    // Friday + 3 working days ends on Wednesday.
    expect(dueOf(pack, "SLA-03", at("2026-11-27T16:00:00"))).toEqual(endOfDay("2026-12-02"));
    expect(() => dueOf(pack, "SLA-07", at("2026-11-23T10:00:00"))).toThrow(/no clock/);
  });

  test("a pause gives back what was left, and nothing to what was late", () => {
    const pausedAt = at("2026-11-24T10:00:00");
    const resumed = dueAfterPause(pack, { ...clock({}), pausedAt }, at("2026-12-01T10:00:00"));
    expect(resumed).toEqual(endOfDay("2026-12-03"));
    const late = { ...clock({}), pausedAt: at("2026-11-28T10:00:00") };
    expect(dueAfterPause(pack, late, at("2026-12-28T10:00:00"))).toEqual(late.dueAt);
  });

  test("a pause never takes time away, and standing still is not late", () => {
    fc.assert(
      fc.property(fc.integer({ min: 0, max: 80 }), fc.integer({ min: 0, max: 2000 }), (before, span) => {
        const start = at("2026-11-23T10:00:00").getTime();
        const pausedAt = new Date(start + before * 3_600_000);
        const now = new Date(pausedAt.getTime() + span * 3_600_000);
        const facts = { ...clock({}), pausedAt };
        expect(dueAfterPause(pack, facts, now).getTime()).toBeGreaterThanOrEqual(facts.dueAt.getTime());
        expect(isMet(facts, now)).toBe(pausedAt <= facts.dueAt);
        expect(clockView(pack, facts, now)).toMatchObject({ text: "已停表", late: false, pausable: false });
      }),
    );
  });

  test("says what is left, what is late, and how it ended", () => {
    const now = at("2026-11-24T10:00:00");
    expect(clockView(pack, clock({}), now)).toMatchObject({ text: "还剩 2 天", late: false, pausable: true });
    expect(clockView(pack, clock({}), at("2026-11-29T10:00:00"))).toMatchObject({ text: "晚 3 天", late: true });
    expect(clockView(pack, clock({ stoppedAt: now, met: true }), now)).toMatchObject({ text: "按时办到", late: false });
    expect(clockView(pack, clock({ stoppedAt: now, met: false }), now)).toMatchObject({ late: true, pausable: false });
  });
});

describe("numbers", () => {
  test("carry city, month in the city's zone and a running number that may grow", () => {
    expect(numberOf("CZ", new Date("2026-11-30T16:30:00Z"), 7)).toBe("CZ2612-00007");
    expect(numberOf("CZ", at("2026-11-23T10:00:00"), 1_234_567)).toBe("CZ2611-1234567");
  });
  test("are read as people type them; what is none is none", () => {
    expect(readNumber(" ｃｚ2611－00012 ")).toBe("CZ2611-00012");
    for (const text of ["", "2611-00012", "CZ2611", "王芳", "CZ2611-12"]) expect(readNumber(text)).toBeUndefined();
    fc.assert(
      fc.property(fc.integer({ min: 1, max: 99_999_999 }), (n) => {
        const number = numberOf("LT", at("2026-11-23T10:00:00"), n);
        expect(readNumber(number.toLowerCase())).toBe(number);
      }),
    );
  });
});

describe("places", () => {
  const town = "/3204/320412/320412100/";
  test.each([
    ["clerk", `${town}~k7f3/`, `${town}~k7f3/`, true],
    ["clerk", `${town}~k7f3/`, `${town}~k7f4/`, false],
    ["town", town, `${town}~k7f3/`, true],
    ["town", town, "/3204/320412/~kkk1/", false],
    ["proxy", `${town}320412100201/`, `${town}~k7f3/`, true],
    ["proxy", `${town}320412100201/`, "/3204/320411/~kkk1/", false],
    ["practitioner", town, `${town}~k7f3/`, true],
  ])("%s of %s at %s: %s", (role, reach, clinic, may) => {
    expect(mayOpenAt({ kind: "staff", role, reach }, clinic)).toBe(may);
  });
  test("residents ask where they like, nobody else without a reach", () => {
    expect(mayOpenAt({ kind: "resident", role: "resident", reach: null }, `${town}~k7f3/`)).toBe(true);
    expect(mayOpenAt({ kind: "anonymous", role: "anonymous", reach: null }, `${town}~k7f3/`)).toBe(false);
  });
});

describe("drafts", () => {
  test("keep what was there, take what is new, refuse other fields", () => {
    expect(mergeDraft({ text: "一", name: "二" }, { name: "三" })).toEqual({ answers: { text: "一", name: "三" } });
    for (const key of ["constructor", "toString", "admin"])
      expect(mergeDraft({}, { [key]: "1" })).toMatchObject({ wrong: key });
  });
  test("never grow beyond their size", () => {
    const answers = fc.dictionary(fc.constantFrom(...draftKeys), fc.string({ maxLength: 20_000, size: "max" }));
    fc.assert(
      fc.property(answers, answers, (one, two) => {
        const merged = mergeDraft(one, two);
        if ("answers" in merged) expect(Object.values(merged.answers).join("").length).toBeLessThanOrEqual(40_000);
      }),
      { numRuns: 30 },
    );
  });
});
