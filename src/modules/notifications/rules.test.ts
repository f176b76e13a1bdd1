import fc from "fast-check";
import { describe, expect, test } from "vitest";
import { graphemes } from "../../shared/text.ts";
import { afterTry, isStale, MAX_ATTEMPTS, SMS_SIGNS, type TemplateName, templates, textOf } from "./rules.ts";

const names = Object.keys(templates) as TemplateName[];
const fill = (name: TemplateName, value: string) =>
  textOf(name, new Proxy({ link: "" } as never, { get: (known, key) => (key === "link" ? known[key] : value) }), "");

describe("texts", () => {
  test("whatever the values, the words of an SMS fit into one", () => {
    fc.assert(
      fc.property(fc.constantFrom(...names), fc.string({ unit: "grapheme", maxLength: 60 }), (name, value) => {
        expect(graphemes(fill(name, value)).length).toBeLessThanOrEqual(SMS_SIGNS);
      }),
    );
    for (const name of names) expect(fill(name, "长".repeat(100)).length, name).toBeLessThanOrEqual(SMS_SIGNS);
  });
  test("read like a person wrote them", () => {
    expect(
      textOf(
        "appointmentBooked",
        { time: "11月25日（周三）18:30", clinic: "五星街道法律门诊", position: 3, link: "/a/x" },
        "https://x.cn",
      ),
    ).toBe("【法律门诊】您已预约11月25日（周三）18:30五星街道法律门诊，号3。取消请点链接：https://x.cn/a/x");
    expect(textOf("matterDeferred", { number: "CZ2611-00012", due: "11月26日（周四）" }, "")).toBe(
      "【法律门诊】您的事（CZ2611-00012）还要查一查，11月26日（周四）前答复您。",
    );
  });
  test("no template asks for a name, a category or words of the case", () => {
    for (const name of names)
      for (const [, field] of templates[name].text.matchAll(/\{(\w+):/g))
        expect(["number", "clinic", "due", "time", "position", "clock"]).toContain(field);
  });
});

describe("tries", () => {
  test("are made five times with growing pauses", () => {
    expect([1, 2, 3, 4, 5].map((attempts) => afterTry(false, attempts))).toEqual([
      { state: "queued", waitMs: 60_000 },
      { state: "queued", waitMs: 120_000 },
      { state: "queued", waitMs: 240_000 },
      { state: "queued", waitMs: 480_000 },
      { state: "failed" },
    ]);
    expect(afterTry(true, MAX_ATTEMPTS)).toEqual({ state: "sent" });
  });
  test("a day later it is too late", () => {
    const made = new Date("2026-11-23T02:00:00Z");
    expect(isStale(made, new Date("2026-11-24T01:59:59Z"))).toBe(false);
    expect(isStale(made, new Date("2026-11-24T02:00:00Z"))).toBe(true);
  });
});
