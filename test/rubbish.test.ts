import fc from "fast-check";
import { afterAll, beforeAll, expect, test } from "vitest";
import { serverModules } from "../src/compose.ts";
import { metaOf } from "../src/shared/contract.ts";
import { startTestApp, type TestApp } from "./harness/app.ts";
import { makeUnitWorld, type UnitWorld } from "./make/unit-world.ts";

/** Whatever comes in, the answer is never 5xx and says what is wrong (SEC-13, REL-21, Must show 9). */
const hostile: unknown[] = [
  null,
  [],
  "text",
  42,
  {},
  { id: "not-an-id" },
  { id: "00000000-0000-7000-8000-000000000000" },
  { text: "\u0000" },
  { text: "坏\u0000字".repeat(50), channel: "visit" },
  { text: "字".repeat(20_001), channel: "visit" },
  { text: "\ud800 lone", channel: "visit" },
  { text: "😀👨‍👩‍👧‍👦🏳️‍🌈", channel: "visit", resident: { name: "𠮷田㛃䶮" } },
  { from: "2026-02-30", to: "2026-13-01" },
  { from: "yesterday", to: "0000-00-00" },
  { page: -1, size: 1_000_000 },
  { page: "1e9", size: "NaN" },
  { q: "' or 1=1 --" },
  { q: "%_\\" },
  { area: "../../etc/passwd" },
  { unknownKey: true },
  { __proto__: { admin: true }, constructor: "x" },
  { startsAt: "2026-11-23T10:00:00+08:00", endsAt: "2026-11-23T09:00:00+08:00" },
];

const endpoints = serverModules.flatMap((module) =>
  Object.entries(module.contract).map(([verb, endpoint]) => ({
    name: `${module.name}.${verb}`,
    meta: metaOf(endpoint),
  })),
);

let app: TestApp;
let world: UnitWorld;

beforeAll(async () => {
  app = await startTestApp();
  world = await makeUnitWorld(app, 0);
}, 120_000);
afterAll(() => app?.close());

async function send(meta: ReturnType<typeof metaOf>, input: unknown, token: string | undefined): Promise<Response> {
  const fields = input && typeof input === "object" ? (input as Record<string, unknown>) : {};
  const path = meta.path.replace(/\{(\w+)\}/g, (_, key: string) => encodeURIComponent(String(fields[key] ?? "x")));
  if (!meta.write) {
    const query = new URLSearchParams(Object.entries(fields).map(([key, value]) => [key, String(value)]));
    return await app.request(`/api${path}?${query}`, { token });
  }
  const body = JSON.stringify(input);
  return await app.request(`/api${path}`, {
    method: meta.method,
    token,
    body,
    headers: { "content-type": "application/json" },
  });
}

test("hostile input to every endpoint, as nobody, resident, clerk, lawyer and district: no 5xx", async () => {
  const failed: string[] = [];
  const tokens = [
    undefined,
    world.tokens.resident,
    world.tokens.clerk,
    world.tokens.practitioner,
    world.tokens.district,
  ];
  // Signing out with each of them would leave the rest to nobody.
  for (const { name, meta } of endpoints.filter((endpoint) => endpoint.name !== "identity.signOut"))
    for (const input of hostile)
      for (const token of tokens) {
        const response = await send(meta, input, token);
        if (response.status >= 500) failed.push(`${name} ${JSON.stringify(input)?.slice(0, 60)} → ${response.status}`);
        await response.arrayBuffer();
      }
  expect(failed).toEqual([]);
}, 180_000);

test("any JSON at all to the endpoints that everybody may call: no 5xx", async () => {
  const open = endpoints.filter(
    ({ meta }) =>
      meta.write && ["triage:ask", "login:request", "rating:give", "matter:progress"].includes(meta.permission),
  );
  expect(open.length).toBeGreaterThan(4);
  await fc.assert(
    fc.asyncProperty(fc.constantFrom(...open), fc.json({ maxDepth: 3 }), async ({ meta }, body) => {
      const response = await app.request(`/api${meta.path.replace(/\{\w+\}/g, "x")}`, {
        method: meta.method,
        body,
        headers: { "content-type": "application/json" },
      });
      await response.arrayBuffer();
      expect(response.status).toBeLessThan(500);
    }),
    { numRuns: 150 },
  );
}, 120_000);

test("broken JSON, a wrong content type and a body of 2 MB are refused with a reason", async () => {
  const broken = await app.request("/api/triage", {
    method: "POST",
    body: "{",
    headers: { "content-type": "application/json" },
  });
  expect(broken.status).toBe(400);
  const large = await app.request("/api/triage", {
    method: "POST",
    body: JSON.stringify({ text: "字".repeat(700_000) }),
    headers: { "content-type": "application/json", "content-length": "2100000" },
  });
  expect(large.status).toBe(413);
});

test("a write that comes from another site's page is refused", async () => {
  const response = await app.request("/api/triage", {
    method: "POST",
    body: "{}",
    headers: { "content-type": "application/json", "sec-fetch-site": "cross-site" },
  });
  expect(response.status).toBe(403);
});

test("rare names and emoji come back as they were typed", async () => {
  const { mattersContract } = await import("../src/modules/matters/contract.ts");
  const desk = app.as(mattersContract, world.tokens.clerk);
  for (const name of ["𠮷田㛃", "䶮", "阿卜杜勒·买买提", "O'Neill", "👨‍👩‍👧 一家"]) {
    const { id } = await desk.open({ text: `${name}的事 😀`, channel: "visit", resident: { name } });
    const matter = await desk.get({ id });
    expect(matter.resident?.name).toBe(name);
    expect(matter.narrative).toBe(`${name}的事 😀`);
  }
});
