import { describe, expect, test } from "vitest";
import { addDays, weekdayOf } from "../../../shared/civil-time.ts";
import { categoryFinding, dayFinding, estimateFinding } from "./findings.ts";

const share = (code: string, label: string, n: number, all: number) => ({ code, label, n, share: n / all });

describe("what stands above the kinds", () => {
  test("names the most, and two where they are equal", () => {
    expect(categoryFinding([share("A", "婚姻家庭", 5, 20), share("B", "劳动社保", 10, 20)])).toBe(
      "劳动社保最多，占 50%",
    );
    expect(categoryFinding([share("A", "婚姻家庭", 10, 20), share("B", "劳动社保", 10, 20)])).toContain("和");
  });
  test("what nobody has classified is never the most", () => {
    expect(categoryFinding([share("", "还没有分类", 15, 20), share("B", "劳动社保", 5, 20)])).toBe(
      "劳动社保最多，占 25%",
    );
    expect(categoryFinding([share("", "还没有分类", 15, 15)])).toContain("还没有");
  });
});

describe("what stands above the days", () => {
  const month = (n: (weekday: number) => number) =>
    Array.from({ length: 28 }, (_, at) => addDays("2026-11-02", at)).map((day) => ({ day, n: n(weekdayOf(day)) }));
  test("no visitor is said kindly", () => expect(dayFinding(month(() => 0))).toContain("很正常"));
  test("a weekday is named where it stands out, and not where it does not", () => {
    expect(dayFinding(month((weekday) => (weekday === 1 ? 9 : 2)))).toContain("周一最多");
    expect(dayFinding(month((weekday) => (weekday === 1 ? 11 : 10)))).not.toContain("最多");
  });
  test("a few days name no weekday", () => {
    expect(dayFinding(month((weekday) => (weekday === 1 ? 90 : 2)).slice(0, 7))).not.toContain("最多");
  });
});

describe("what may be said of shares with intervals", () => {
  test("nothing where they overlap", () => {
    expect(
      estimateFinding([
        { label: "天宁区", low: 79, high: 93 },
        { label: "钟楼区", low: 87, high: 97 },
      ]),
    ).toContain("分不出高低");
  });
  test("the lower one where they do not", () => {
    const found = estimateFinding([
      { label: "天宁区", low: 60, high: 70 },
      { label: "钟楼区", low: 87, high: 97 },
    ]);
    expect(found).toContain("天宁区的满意率低于钟楼区");
  });
});
