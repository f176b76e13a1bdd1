import { Client } from "pg";
import { afterAll, beforeAll, expect, test } from "vitest";
import { startTestApp, type TestApp } from "../../../test/harness/app.ts";
import { identityCheckSign } from "../../shared/identity-number.ts";
import { type ClinicRef, clinicsBelow } from "../network/index.ts";
import { residentsContract } from "../residents/contract.ts";
import { triageContract } from "../triage/contract.ts";
import { mattersContract } from "./contract.ts";

/** SEC-15: a dump of the database shows nobody. Every sign here goes in by every door and must be found nowhere. */
const first17 = "32040119870605431";
const canary = {
  words: ["蓝鲸码头", "阚德胜", "三个月没发工资", "紫藤巷", "腊月廿九", "豁免密语", "琉璃塔下", "赤狐便签", "查核缘由"],
  name: "钟离嫣然",
  phone: "13987651234",
  idNumber: `${first17}${identityCheckSign(first17)}`,
  address: "琥珀弄77号3幢902室",
};

let app: TestApp;
let home: ClinicRef;
beforeAll(async () => {
  app = await startTestApp();
  home = (await app.system((ctx) => clinicsBelow(ctx, "/"))).find((clinic) => clinic.tier === "town")!;
});
afterAll(async () => await app.close());

async function everyDoor(): Promise<void> {
  const clerk = app.as(mattersContract, await app.staff({ role: "clerk", unitPath: home.path, clinicId: home.id }));
  const text = "我在蓝鲸码头给阚德胜干活，三个月没发工资，他腊月廿九说回紫藤巷取钱。";
  await app.as(triageContract).ask({ text });
  const { token } = await clerk.saveDraft({ answers: { text, name: canary.name, phone: canary.phone } });
  await clerk.loadDraft({ token });
  const { name, phone, idNumber, address } = canary;
  const { id, number } = await clerk.open({
    text,
    channel: "visit",
    counterpart: "阚德胜",
    resident: { name, phone, idNumber, address },
  });
  await clerk.addNote({ id, text: "赤狐便签：当事人情绪激动" });
  await clerk.defer({ id, reason: "豁免密语要查" });
  await clerk.pauseClock({ id, code: "SLA-03", reason: "琉璃塔下等他来" });
  await clerk.list({ q: "阚德胜" });
  await clerk.list({ q: canary.name });
  await clerk.progress({ number, phone });
  const residents = app.as(
    residentsContract,
    await app.staff({ role: "clerk", unitPath: home.path, clinicId: home.id }),
  );
  const [found] = (await residents.search({ q: "嫣然" })).items;
  await residents.change({ id: found!.id, address: canary.address });
  await clerk.close({ id, outcome: "advised" });
  const resident = await app.resident(canary.phone);
  await app.as(mattersContract, resident.token).open({ text, channel: "online", resident: { name: canary.name } });
  await app.drain();
}

test("words, names, phones, numbers and addresses are in no column of any table", async () => {
  await everyDoor();
  const client = new Client({ connectionString: app.ownerUrl });
  await client.connect();
  try {
    const { rows: tables } = await client.query<{ name: string }>(
      `select format('%I.%I', table_schema, table_name) as name from information_schema.tables
        where table_type = 'BASE TABLE' and table_schema not in ('pg_catalog', 'information_schema')`,
    );
    expect(tables.map((table) => table.name)).toEqual(expect.arrayContaining(["public.matters", "public.residents"]));
    const signs = [
      ...canary.words,
      canary.name,
      canary.phone,
      canary.idNumber,
      canary.address,
      canary.phone.slice(0, 8),
    ];
    let rowsSeen = 0;
    for (const { name } of tables) {
      const { rows } = await client.query<{ row: string }>(`select t::text as row from ${name} t`);
      rowsSeen += rows.length;
      for (const { row } of rows)
        for (const sign of signs) {
          expect(row.includes(sign), `${sign} in ${name}`).toBe(false);
          expect(row.includes(Buffer.from(sign).toString("base64").slice(0, -4)), `${sign} (base64) in ${name}`).toBe(
            false,
          );
        }
    }
    expect(rowsSeen).toBeGreaterThan(100);
    // The test can fail: what is not personal is found by the same dump.
    const { rows } = await client.query<{ row: string }>("select t::text as row from clinics t");
    expect(rows.some(({ row }) => row.includes(home.name))).toBe(true);
  } finally {
    await client.end();
  }
});
