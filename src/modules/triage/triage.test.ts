import { Client } from "pg";
import { afterAll, beforeAll, describe, expect, test } from "vitest";
import { startTestApp, type TestApp } from "../../../test/harness/app.ts";
import { apiError } from "../../ui/api.ts";
import { triageContract } from "./contract.ts";
import { disclaimer } from "./labels.ts";

let app: TestApp;
beforeAll(async () => {
  app = await startTestApp();
});
afterAll(async () => await app.close());
const ask = async (text: string) => await app.as(triageContract).ask({ text });

describe("asking", () => {
  test("answers in the city's words, with what to bring and that it is no legal advice", async () => {
    const answer = await ask("老板拖欠我三个月工资，我今年3月2日已经离职了。");
    const { pack } = app.platform;
    expect(answer.categories[0]).toMatchObject({ code: "LABOUR", label: pack.category("LABOUR").label });
    expect(answer.title).not.toBe("");
    expect(answer.abstain).toBe(false);
    expect(answer.bring).toEqual(expect.arrayContaining([pack.texts.bring.LABOUR![0]]));
    expect(answer.serviceLines.every((line) => line.label && line.reason)).toBe(true);
    expect(answer.limitations.find((one) => one.code === "LABOUR_ARBITRATION")?.lastDay).toBe("2027-03-02");
    expect(answer.disclaimer).toBe(disclaimer);
  });

  test.each(["啊", "。。。？？？", "asdf qwer", "😱😱", "你好"])("%s gets an honest “I do not know”", async (text) => {
    const answer = await ask(text);
    expect(answer).toMatchObject({ abstain: true, title: "", disclaimer });
    expect(answer.ask?.options.length).toBeGreaterThan(0);
    expect(answer.bring).toEqual(app.platform.pack.texts.bringAlways);
  });

  test("danger is a flag", async () => {
    expect((await ask("他正在拿刀砍我，救命")).flags.map((flag) => flag.code)).toContain("VIOLENCE_NOW");
  });

  test("nothing and too much are refused, 20,000 characters are not", async () => {
    const status = async (text: string) => apiError(await ask(text).catch((error: unknown) => error))?.status;
    expect(await status("  \u0000 ")).toBe(400);
    expect(await status("长".repeat(20_001))).toBe(400);
    expect(await status("房东不退押金。".repeat(2_857))).toBeUndefined();
  });

  test("nothing of what was asked stays in the database", async () => {
    await ask("金丝雀问题：尉迟恭欠我钱");
    const client = new Client({ connectionString: app.ownerUrl });
    await client.connect();
    const { rows } = await client.query<{ row: string }>(
      "select a::text as row from audit_entries a where action = 'triage.ask'",
    );
    await client.end();
    expect(rows.length).toBeGreaterThan(0);
    expect(rows.map(({ row }) => row).join()).not.toMatch(/金丝雀|尉迟/);
  });
});

test("categories are the pack's, with their definitions", async () => {
  const { items, total } = await app.as(triageContract).listCategories({});
  expect(total).toBe(items.length);
  expect(items.map((item) => item.code)).toEqual(app.platform.pack.categories.map((row) => row.code));
});
