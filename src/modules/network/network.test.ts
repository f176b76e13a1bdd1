import { afterAll, beforeAll, expect, test } from "vitest";
import { startTestApp, type TestApp } from "../../../test/harness/app.ts";
import { loadNetwork } from "./index.ts";
import { clinicsBelow } from "./store.ts";

let app: TestApp;
beforeAll(async () => {
  app = await startTestApp();
}, 60_000);
afterAll(async () => await app.close());

test("loading the pack again changes nothing", async () => {
  const before = await app.system((ctx) => clinicsBelow(ctx, "/"));
  expect(before.length).toBe(app.platform.pack.clinics.length);
  await app.system(loadNetwork);
  expect(await app.system((ctx) => clinicsBelow(ctx, "/"))).toEqual(before);
});
