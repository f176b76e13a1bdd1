import fc from "fast-check";
import { describe, expect, it } from "vitest";
import { clip, foldForMatching, graphemes, normaliseLine, normaliseText } from "./text.ts";

describe("text", () => {
  it("keeps what a person wrote and nothing else", () => {
    expect(normaliseText("  ＡＢＣ　１２３，（老板）\r\n\r\n\r\n\r\n没发\u0000工资\t！  \n ")).toBe(
      "ABC 123，（老板）\n\n没发工资 ！",
    );
    expect(normaliseText("a\u202eb\u200bc\ud800")).toBe("abc\ufffd");
    expect(normaliseLine("一\n二\t三")).toBe("一 二 三");
    expect(foldForMatching("Ａ，B ①")).toBe("a,b1");
    fc.assert(
      fc.property(fc.string({ unit: "binary", maxLength: 80 }), (text) => {
        const once = normaliseText(text);
        expect(normaliseText(once)).toBe(once);
        expect(once).not.toMatch(/[\u0000-\u0009\u000b-\u001f]/);
      }),
    );
  });

  it("counts what a reader sees", () => {
    expect(graphemes("𠮷田👨‍👩‍👧")).toHaveLength(3);
    expect(clip("𠮷田㛃", 2)).toBe("𠮷…");
    expect(clip("𠮷田㛃", 3)).toBe("𠮷田㛃");
  });
});
