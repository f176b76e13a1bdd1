import pg from "pg";
import { afterAll, beforeAll, expect, test } from "vitest";
import { mattersContract } from "../src/modules/matters/contract.ts";
import { clinicOfArea } from "../src/modules/network/index.ts";
import { residentsContract } from "../src/modules/residents/contract.ts";
import { identityCheckSign } from "../src/shared/identity-number.ts";
import { startTestApp, type TestApp } from "./harness/app.ts";

/** 250 invented people with a name, a phone, an id number and a phrase each: 1,000 canaries (SEC-15, PRV-06). */
const people = Array.from({ length: 250 }, (_, i) => {
  const han = (n: number) => String.fromCodePoint(0x4e10 + ((n * 7919) % 18_000));
  const first17 = `320411${1950 + (i % 50)}${String(1 + (i % 12)).padStart(2, "0")}${String(1 + (i % 28)).padStart(2, "0")}${String(100 + (i % 900)).padStart(3, "0")}`;
  return {
    // Every second name has two characters, every tenth a rare one beyond the basic plane.
    name: i % 10 === 0 ? `𠮷${han(i)}` : i % 2 === 0 ? han(i) + han(i + 977) : han(i) + han(i + 977) + han(i + 1954),
    phone: `1390${String(1_000_000 + i * 7_919).slice(-7)}`,
    idNumber: first17 + identityCheckSign(first17),
    phrase: `${han(i * 3 + 11)}${han(i * 5 + 13)}${han(i * 7 + 17)}${han(i * 11 + 19)}`,
  };
});

let app: TestApp;
let clerk: string;

beforeAll(async () => {
  app = await startTestApp();
  const town = app.platform.pack.areas.find((area) => area.tier === "town");
  const clinic = await app.system((ctx) => clinicOfArea(ctx, town?.code ?? ""));
  if (!clinic) throw new Error("No clinic.");
  clerk = await app.staff({ role: "clerk", unitPath: clinic.path, clinicId: clinic.id });
  const desk = app.as(mattersContract, clerk);
  for (const person of people)
    await desk.open({
      text: `邻居的事情，${person.phrase}，说了几次都没有用。`,
      channel: "visit",
      resident: {
        name: person.name,
        phone: person.phone,
        idNumber: person.idNumber,
        address: `${person.phrase}路 1 号`,
      },
      counterpart: person.name,
    });
  await app.drain();
}, 180_000);
afterAll(() => app?.close());

test("a dump of the whole database shows none of them", async () => {
  const client = new pg.Client({ connectionString: app.ownerUrl });
  await client.connect();
  const { rows: tables } = await client.query<{ name: string }>(
    "select format('%I.%I', schemaname, tablename) as name from pg_tables where schemaname in ('public', 'pgboss')",
  );
  let dump = "";
  for (const { name } of tables) {
    const { rows } = await client.query<{ line: string }>(`select t::text as line from ${name} t`);
    dump += rows.map((row) => row.line).join("\n");
  }
  await client.end();
  expect(dump.length).toBeGreaterThan(300_000);
  const canaries = people.flatMap((person) => [person.name, person.phone, person.idNumber, person.phrase]);
  expect(canaries).toHaveLength(1_000);
  expect(canaries.filter((canary) => dump.includes(canary))).toEqual([]);
  // The grep can find what is there.
  expect(dump).toContain("matters.open");
});

test("staff find every one of them: by name, two characters too, by the last four of the phone, by their words", async () => {
  const residents = app.as(residentsContract, clerk);
  const matters = app.as(mattersContract, clerk);
  const missed: string[] = [];
  for (const person of people) {
    const byName = await residents.search({ q: person.name, size: 50 });
    if (!byName.items.some((found) => found.name === person.name)) missed.push(`name ${person.name}`);
    const byPhone = await residents.search({ q: person.phone.slice(-4), size: 50 });
    if (!byPhone.items.some((found) => found.phone === person.phone)) missed.push(`phone ${person.phone}`);
    const byWords = await matters.list({ q: person.phrase, size: 20 });
    if (!byWords.items.some((found) => found.residentName === person.name)) missed.push(`phrase ${person.phrase}`);
    const byId = await residents.search({ q: person.idNumber, size: 5 });
    if (!byId.items.some((found) => found.idNumber === person.idNumber)) missed.push(`id ${person.idNumber}`);
  }
  expect(missed).toEqual([]);
}, 120_000);
