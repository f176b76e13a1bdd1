import { describe, expect, test } from "vitest";
import { boardColours, contrast, linePairs, textPairs, tokens, tokensCss } from "../tokens.ts";

describe("contrast (UX-07)", () => {
  test("the formula is WCAG's", () => {
    expect(contrast("#000000", "#FFFFFF")).toBe(21);
    expect(contrast("#777777", "#FFFFFF")).toBeCloseTo(4.48, 2);
  });

  for (const [name, theme, least] of [
    ["normal", tokens.normal, 4.5],
    ["elder", tokens.elder, 7],
  ] as const) {
    test.each(textPairs)(`${name}: %s on %s is ≥ ${least}`, (text, ground) => {
      expect(contrast(theme.colour[text], theme.colour[ground])).toBeGreaterThanOrEqual(least);
    });
    test.each(linePairs)(`${name}: line %s on %s is ≥ 3`, (line, ground) => {
      expect(contrast(theme.colour[line], theme.colour[ground])).toBeGreaterThanOrEqual(3);
    });
  }

  test("everything on a board is ≥ 7 against its ground", () => {
    for (const name of ["ink", "muted", "call", "good", "warning"] as const) {
      expect(contrast(boardColours[name], boardColours.ground)).toBeGreaterThanOrEqual(7);
    }
  });
});

test("elder: text ≥ 18 px, headings ≥ 24 px, targets ≥ 60 px (UX-05)", () => {
  const { type, target } = tokens.elder;
  expect(Math.min(type.text, type.small)).toBeGreaterThanOrEqual(18);
  expect(Math.min(type.h1, type.h2, type.h3)).toBeGreaterThanOrEqual(24);
  expect(target).toBeGreaterThanOrEqual(60);
  expect(tokens.normal.target).toBeGreaterThanOrEqual(44);
});

test("the stylesheet is generated from the table", () => {
  const css = tokensCss();
  expect(css).toContain("--action-hover:#084A6E");
  expect(css).toContain("html[data-elder]{--paper:#FFFFFF");
  expect(css).toContain("--h1:1.5556rem");
});
