import { readFileSync } from "node:fs";
import { join } from "node:path";
import { expect, test } from "vitest";
import { serverModules } from "../src/compose.ts";
import { moduleNames } from "../src/modules.ts";
import { openApiDocument } from "../src/platform/api.ts";
import { metaOf } from "../src/shared/contract.ts";
import { permissions } from "../src/shared/permissions.ts";

const endpoints = serverModules.flatMap((module) =>
  Object.entries(module.contract).map(([verb, endpoint]) => ({
    name: `${module.name}.${verb}`,
    meta: metaOf(endpoint),
  })),
);

test("the published contract is what the program answers (npm run openapi writes it anew)", async () => {
  const published = JSON.parse(readFileSync(join(import.meta.dirname, "../api/openapi.json"), "utf8"));
  expect(JSON.parse(JSON.stringify(await openApiDocument(serverModules, "1.0.0")))).toEqual(published);
});

test("modules are composed in the order of the list", () => {
  expect(serverModules.map((module) => module.name)).toEqual([...moduleNames]);
});

test("every endpoint declares a known permission, and no two share an address", () => {
  expect(endpoints.length).toBeGreaterThan(60);
  for (const { name, meta } of endpoints) expect(Object.keys(permissions), name).toContain(meta.permission);
  const addresses = endpoints.map(({ meta }) => `${meta.method} ${meta.path.replace(/\{\w+\}/g, "{}")}`);
  expect(addresses.filter((address, i) => addresses.indexOf(address) !== i)).toEqual([]);
});

test("every permission of the table is used", () => {
  const used = new Set(endpoints.map(({ meta }) => meta.permission as string));
  const inCode = new Set(["practitioner:read"]);
  expect(Object.keys(permissions).filter((permission) => !used.has(permission) && !inCode.has(permission))).toEqual([]);
});

test("every refusal is worded in Chinese by its module", async () => {
  const missing: string[] = [];
  for (const module of serverModules) {
    const { refusals } = (await import(`../src/modules/${module.name}/labels.ts`)) as {
      refusals: Readonly<Record<string, string>>;
    };
    for (const [verb, endpoint] of Object.entries(module.contract))
      for (const code of metaOf(endpoint).refusals)
        if (!/[\u4e00-\u9fff]/.test(refusals[code] ?? "")) missing.push(`${module.name}.${verb}: ${code}`);
  }
  expect(missing).toEqual([]);
});

test("endpoints that carry their own proof are these and no others", () => {
  expect(endpoints.filter(({ meta }) => meta.proof).map(({ name }) => name)).toMatchSnapshot();
});

test("the table of roles and permissions is approved as it stands (API5)", () => {
  expect(permissions).toMatchSnapshot();
});
