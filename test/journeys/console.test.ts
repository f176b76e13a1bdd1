import type { Browser } from "playwright-core";
import { afterAll, beforeAll, expect, test } from "vitest";
import { startTestApp, type TestApp } from "../harness/app.ts";
import { makeUnitWorld, type UnitWorld } from "../make/unit-world.ts";
import { axe, listen, openChromium, type Site, shot, visit } from "./browser.ts";

let app: TestApp;
let site: Site;
let browser: Browser;
let world: UnitWorld;
beforeAll(async () => {
  [app, browser] = await Promise.all([startTestApp(), openChromium()]);
  site = await listen(app);
  world = await makeUnitWorld(app, 0);
}, 180_000);
afterAll(async () => {
  await browser?.close();
  await site?.close();
  await app?.close();
});

const serious = ["serious", "critical"];
const pages: { who: keyof UnitWorld["tokens"] | "nobody"; path: (world: UnitWorld) => string; ready: string }[] = [
  { who: "nobody", path: () => "/console/sign-in", ready: "登录工作台" },
  { who: "clerk", path: () => "/console/", ready: "今日" },
  { who: "clerk", path: () => "/console/desk", ready: "登记来访" },
  { who: "clerk", path: () => "/console/queue", ready: "今天的排队" },
  { who: "clerk", path: () => "/console/matters", ready: "事项" },
  { who: "clerk", path: ({ servingMatterId }) => `/console/matters/${servingMatterId}`, ready: "·" },
  { who: "practitioner", path: () => "/console/my-sessions", ready: "我的坐诊" },
  { who: "practitioner", path: ({ consultationId }) => `/console/consultations/${consultationId}`, ready: "·" },
  { who: "town", path: () => "/console/overview", ready: "概览" },
  { who: "district", path: () => "/console/overview", ready: "概览" },
];
test("no serious or critical violation on the pages of the day, and no error in them", async () => {
  const wrong: string[] = [];
  for (const { who, path, ready } of pages) {
    const token = who === "nobody" ? undefined : world.tokens[who];
    const { page, faults, close } = await visit(browser, site, app, { width: 1280, height: 900, token });
    await page.goto(path(world));
    await page.getByRole("heading", { level: 1 }).filter({ hasText: ready }).waitFor();
    await page.locator(".lc-waiting").first().waitFor({ state: "detached" });
    await shot(page, `c-${who}${path(world).replaceAll("/", "-").slice(0, 40)}`);
    wrong.push(
      ...[...(await axe(page, { impacts: serious })), ...faults].map((fault) => `${who} ${path(world)} · ${fault}`),
    );
    await close();
  }
  expect(wrong).toEqual([]);
}, 90_000);
