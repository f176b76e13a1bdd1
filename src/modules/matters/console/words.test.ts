import { expect, test } from "vitest";
import type { Clock, MatterEvent } from "../contract.ts";
import { eventSentence } from "./words.ts";

const event = (kind: string, data: MatterEvent["data"]): MatterEvent => ({
  id: "019ab000-0000-7000-8000-000000000001",
  at: "2026-11-23T02:00:00Z",
  kind,
  actorKind: "staff",
  actorName: "王晓",
  data,
  text: null,
});
const clock = { code: "SLA-03", name: "约期答复" } as Clock;
const known = {
  categories: new Map([
    ["LABOUR", "劳动社保"],
    ["DEBT", "欠钱借款"],
  ]),
  clocks: [clock],
};

test.each([
  ["opened", { channel: "visit", category: "LABOUR", categoryBy: "triage" }, "来访登记，导诊：劳动社保"],
  ["opened", { channel: "call", category: null }, "来电登记"],
  ["classified", { from: "DEBT", to: "LABOUR" }, "类别由“欠钱借款”改为“劳动社保”"],
  ["classified", { from: null, to: "LABOUR" }, "类别定为“劳动社保”"],
  ["clockPaused", { code: "SLA-03" }, "停表：约期答复"],
  ["close", { outcome: "notLegal" }, "办结：不是法律问题，已指路"],
  ["ticketTaken", { label: "A012" }, "取号排队：A012"],
])("%s %o reads “%s”", (kind, data, sentence) => {
  expect(eventSentence(event(kind, data), known)).toBe(sentence);
});

test("a kind that nobody worded says that something happened, not its code", () => {
  expect(eventSentence(event("somethingNew", {}), known)).toBe("有新的进展");
});
