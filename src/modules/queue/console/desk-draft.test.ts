import { describe, expect, test } from "vitest";
import { mattersContract } from "../../matters/contract.ts";
import {
  type DeskValues,
  emptyDesk,
  forgetDesk,
  keepDesk,
  keptDesk,
  openInput,
  suggestedPriority,
} from "./desk-draft.ts";

const clinicId = "019ab000-0000-7000-8000-000000000001";
const typed = (patch: Partial<DeskValues>): DeskValues => ({ ...emptyDesk(), text: "三个月没发工资", ...patch });
const schema = mattersContract.open["~orpc"].inputSchema;

describe("what the window sends", () => {
  test("one sentence is enough, and the contract takes it", () => {
    const input = openInput(typed({}), clinicId);
    expect(input).toEqual({ text: "三个月没发工资", channel: "visit", clinicId });
    expect(schema?.safeParse(input).success).toBe(true);
  });
  test("who does not want to say his name is not named, whatever was typed before", () => {
    const input = openInput(
      typed({ refused: true, name: "张三", phone: "13812345678", groups: ["elderly"] }),
      clinicId,
    );
    expect(input.identityRefused).toBe(true);
    expect(input.resident).toEqual({ groups: ["elderly"] });
    expect(schema?.safeParse(input).success).toBe(true);
  });
  test("who was here before is taken over by his id; groups ticked today come along", () => {
    const known = { id: clinicId, name: "𠮷田㛃", phone: "138****5678", groups: [] };
    const input = openInput(typed({ known, name: "打错了", groups: ["disabled"] }), clinicId);
    expect(input.residentId).toBe(clinicId);
    expect(input.resident).toEqual({ groups: ["disabled"] });
    expect(schema?.safeParse(input).success).toBe(true);
  });
  test("name and phone are sent without the blanks around them", () => {
    expect(openInput(typed({ name: " 阿卜杜勒·买买提 ", phone: " " }), clinicId).resident).toEqual({
      name: "阿卜杜勒·买买提",
    });
  });
});

describe("who goes first", () => {
  test("danger before everything, then the groups, else nobody", () => {
    expect(suggestedPriority(["elderly"], true)).toBe("urgent");
    expect(suggestedPriority(["farmer", "elderly", "disabled"], false)).toBe("disabled");
    expect(suggestedPriority(["woman", "farmer"], false)).toBeUndefined();
  });
});

describe("what is kept while one looks something up", () => {
  test("comes back to the same grant only, and is gone when forgotten", () => {
    const values = typed({ name: "张三" });
    keepDesk("one", values);
    expect(keptDesk("one")).toBe(values);
    expect(keptDesk("another")).toBeUndefined();
    forgetDesk();
    expect(keptDesk("one")).toBeUndefined();
  });
  test("an empty form is not worth keeping", () => {
    keepDesk("one", { ...emptyDesk(), text: "  " });
    expect(keptDesk("one")).toBeUndefined();
  });
});
