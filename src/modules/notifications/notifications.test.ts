import { Client } from "pg";
import { afterAll, beforeAll, describe, expect, test } from "vitest";
import { startTestApp, type TestApp } from "../../../test/harness/app.ts";
import { apiError } from "../../ui/api.ts";
import { mattersContract } from "../matters/contract.ts";
import { type ClinicRef, clinicsBelow } from "../network/index.ts";
import { notificationsContract } from "./contract.ts";
import { consoleSms, type SmsDriver, type SmsMessage, useSmsDriver } from "./sms.ts";

let app: TestApp;
let home: ClinicRef;
let clerk: string;
let driver: SmsDriver;
let failures = 0;
const sent: SmsMessage[] = [];

beforeAll(async () => {
  app = await startTestApp();
  home = (await app.system((ctx) => clinicsBelow(ctx, "/"))).find((clinic) => clinic.tier === "town")!;
  clerk = await app.staff({ role: "clerk", unitPath: home.path, clinicId: home.id });
  driver = useSmsDriver(async (message) => {
    if (failures > 0) {
      failures -= 1;
      throw new Error("no signal");
    }
    sent.push(message);
  });
});
afterAll(async () => {
  useSmsDriver(driver);
  await app.close();
});

const open = async (resident: object) =>
  await app.as(mattersContract, clerk).open({ text: "工伤怎么赔", channel: "visit", resident });
const stored = async (matterId: string) => {
  const client = new Client({ connectionString: app.ownerUrl });
  await client.connect();
  const { rows } = await client.query<{ channel: string; state: string; attempts: number }>(
    "select channel, state, attempts from notifications where matter_id = $1 order by channel",
    [matterId],
  );
  await client.end();
  return rows;
};

describe("delivery", () => {
  test("a mobile phone gets an SMS with number and place, without the case", async () => {
    const { id, number } = await open({ name: "百里奚", phone: "13911110001" });
    await app.drain();
    const [message] = sent.splice(0);
    expect(message).toMatchObject({ phone: "13911110001", template: "matterOpened" });
    expect(message!.text).toContain(number);
    expect(message!.text).not.toMatch(/工伤|百里奚/);
    expect(await stored(id)).toEqual([
      { channel: "inApp", state: "sent", attempts: 0 },
      { channel: "sms", state: "sent", attempts: 1 },
    ]);
    await app.drain();
    expect(sent).toEqual([]);
  });

  test("without a mobile phone nothing is sent, in the app it is there", async () => {
    const none = await open({ name: "百里无" });
    const landline = await open({ name: "百里固", phone: "0519-86681234" });
    await app.drain();
    expect(sent).toEqual([]);
    for (const { id } of [none, landline])
      expect(await stored(id)).toEqual([{ channel: "inApp", state: "sent", attempts: 0 }]);
  });

  test("what is not taken is tried again, five times at most", async () => {
    failures = 2;
    const { id } = await open({ name: "百里再", phone: "13911110002" });
    await app.drain();
    expect((await stored(id))[1]).toEqual({ channel: "sms", state: "sent", attempts: 3 });
    expect(sent.splice(0)).toHaveLength(1);
    failures = 99;
    const lost = await open({ name: "百里失", phone: "13911110003" });
    await app.drain();
    failures = 0;
    expect((await stored(lost.id))[1]).toEqual({ channel: "sms", state: "failed", attempts: 5 });
  });

  test("a day late it is not sent at all", async () => {
    const { id } = await open({ name: "百里迟", phone: "13911110004" });
    const before = app.now();
    app.setNow(new Date(before.getTime() + 86_400_000));
    await app.drain();
    app.setNow(before);
    expect(sent).toEqual([]);
    expect((await stored(id))[1]).toMatchObject({ state: "expired" });
  });

  test("the console's way writes neither words nor the whole number", async () => {
    const lines: string[] = [];
    const log = { info: (...parts: unknown[]) => void lines.push(JSON.stringify(parts)) } as never;
    await consoleSms({ phone: "13911110005", text: "验证码 123456", template: "loginCode" }, log);
    expect(lines.join()).toContain("139****0005");
    expect(lines.join()).not.toMatch(/123456|13911110005/);
  });
});

describe("my messages", () => {
  test("are one's own, newest first, and are read once", async () => {
    const me = await app.resident("13911110010");
    const other = await app.resident("13911110011");
    await app.as(mattersContract, me.token).open({ text: "离婚怎么办", channel: "online" });
    const api = app.as(notificationsContract, me.token);
    const { items, total } = await api.list({});
    expect(total).toBe(1);
    expect(items[0]).toMatchObject({ channel: "inApp", template: "matterOpened", readAt: null });
    await api.markRead({ id: items[0]!.id });
    const first = (await api.list({})).items[0]!.readAt;
    expect(first).not.toBeNull();
    const strange = app.as(notificationsContract, other.token);
    expect((await strange.list({})).total).toBe(0);
    expect(apiError(await strange.markRead({ id: items[0]!.id }).catch((error: unknown) => error))?.code).toBe(
      "NOT_FOUND",
    );
    expect((await app.as(notificationsContract, clerk).list({})).items.map((one) => one.id)).not.toContain(
      items[0]!.id,
    );
  });

  test("a clerk is told once of a clock that is late", async () => {
    const { number } = await app.as(mattersContract, clerk).open({ text: "来信问征地", channel: "letter" });
    const before = app.now();
    app.setNow(new Date(before.getTime() + 40 * 86_400_000));
    for (let i = 0; i < 2; i++) {
      await app.system(async (ctx) => await ctx.send("matters.remindDue", {}));
      await app.drain();
    }
    const told = (await app.as(notificationsContract, clerk).list({})).items.filter(
      (one) => one.template === "clockLate",
    );
    app.setNow(before);
    expect(told.map((one) => one.text)).toEqual([expect.stringContaining(number)]);
  });
});
