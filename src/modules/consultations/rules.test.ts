import fc from "fast-check";
import { expect, test } from "vitest";
import { consultationMoves, sheetNumber, signRefusal, verifyCode } from "./rules.ts";

test("a verify code has eight letters that nobody confuses on paper", () => {
  fc.assert(
    fc.property(fc.uint8Array({ minLength: 8, maxLength: 20 }), (random) => {
      expect(verifyCode(random)).toMatch(/^[A-HJKMNP-Z2-9]{8}$/);
      expect(verifyCode(random)).not.toMatch(/[IL0O1]/);
    }),
  );
});

test("sheets of a matter are numbered", () => {
  expect(sheetNumber("CZ2611-00042", 2)).toBe("CZ2611-00042-J2");
});

test.each([
  [{ state: "signed", note: "有记录" }, undefined, "CONSULTATION_SIGNED"],
  [{ state: "open", note: null }, undefined, "NOTE_EMPTY"],
  [{ state: "open", note: "  \n" }, undefined, "NOTE_EMPTY"],
  [{ state: "open", note: "有记录" }, "2026-11-22", "DATE_IN_PAST"],
  [{ state: "open", note: "有记录" }, "2026-11-23", undefined],
  [{ state: "open", note: "有记录" }, undefined, undefined],
] as const)("signing %j with %s: %s", (consultation, deferredTo, refused) => {
  expect(signRefusal(consultation, deferredTo, "2026-11-23")).toBe(refused);
});

test("only its own practitioner moves a consultation, and a sheet is issued once", () => {
  expect(consultationMoves(false, "open", false)).toEqual([]);
  expect(consultationMoves(true, "open", false)).toEqual(["saveNote", "sign", "issueSheet"]);
  expect(consultationMoves(true, "signed", false)).toEqual(["issueSheet"]);
  expect(consultationMoves(true, "signed", true)).toEqual([]);
});
