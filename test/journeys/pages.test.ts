import { gzipSync } from "node:zlib";
import type { Browser, Page, Response } from "playwright-core";
import { afterAll, beforeAll, describe, expect, test } from "vitest";
import { startTestApp, type TestApp } from "../harness/app.ts";
import { makeUnitWorld, type UnitWorld } from "../make/unit-world.ts";
import { axe, listen, openChromium, type Site, shot, visit } from "./browser.ts";
import { type Least, sweep } from "./sweep.ts";
import { tourPortal } from "./tour.ts";

const STORY = "在工地干了半年，老板三个月没发工资，我们六个人一起的，9月走的。";
const KB = 1024;

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

test("the instruments see planted faults", async () => {
  const { page, close } = await visit(browser, site, app);
  await page.setContent(`<html lang="zh"><title>t</title><style>body{margin:0}button{outline:none;border:0}</style><main>
    <p style="font-size:12px;line-height:2">小字</p><h2 style="font-size:20px;line-height:1.1">题<br>题</h2>
    <div style="width:330px"></div><p style="width:22rem;line-height:2;color:#666">宽宽宽</p><img src="x"><button style="height:20px">小</button>`);
  const found = (await axe(page, { contrast7: true })).join();
  expect(found).toContain("image-alt");
  expect(found).toContain("color-contrast-enhanced");
  expect(await sizes(page, { text: 14, heading: 24, target: 60 })).toEqual([
    "32 px wider than 320",
    expect.stringMatching(/px wider with text at 200 %$/),
    "small text 12 px: 小字",
    "small text 20 px: 题",
    "close lines 1.1: 题",
    expect.stringMatching(/^small text 13.3.* px: 小$/),
    expect.stringMatching(/^small target .*×20: 小$/),
  ]);
  await page.keyboard.press("Tab");
  expect(await look(page)).toBe("BUTTON 小 does not show the focus");
  await close();
});

describe("every page of the portal", () => {
  test.each([
    { mode: "normal", elder: false, least: { text: 14, heading: 18, target: 44 }, phone: "13800002001" },
    { mode: "elder", elder: true, least: { text: 18, heading: 24, target: 60 }, phone: "13800003001" },
  ])(
    "$mode: no violation of WCAG 2.2 AA, nothing too small, nothing wider than the window, no error",
    async ({ mode, elder, least, phone }) => {
      const visitor = await visit(browser, site, app, { elder });
      const wrong: string[] = [];
      let stations = 0;
      await tourPortal(app, world, visitor, phone, async (station) => {
        stations += 1;
        await shot(visitor.page, `p-${mode}-${station.replaceAll(/[ ,]+/g, "-")}`);
        const found = [
          ...(await axe(visitor.page, { contrast7: elder })),
          ...(await sizes(visitor.page, least)),
          ...((await visitor.page.locator("h1").count()) === 1 ? [] : ["not exactly one h1"]),
          ...((await visitor.page.locator("html[data-elder]").count()) === (elder ? 1 : 0) ? [] : ["wrong mode"]),
        ];
        wrong.push(...found.map((fault) => `${station} · ${fault}`));
      });
      expect(wrong).toEqual([]);
      expect(visitor.faults).toEqual([]);
      expect(stations).toBeGreaterThanOrEqual(40);
      await visitor.close();
    },
    120_000,
  );

  test("the board: no violation, and no error", async () => {
    const { page, faults, close } = await visit(browser, site, app, { width: 1920, height: 1080 });
    await page.goto(`/board/${world.clinicId}`);
    await page.locator("#next li").first().waitFor();
    expect(await axe(page)).toEqual([]);
    expect(faults).toEqual([]);
    await close();
  });
});

async function sizes(page: Page, least: Least): Promise<string[]> {
  const { wider, small, targets } = await sweep(page, least);
  return [
    ...(wider.at320 > 0 ? [`${wider.at320} px wider than 320`] : []),
    ...(wider.text200 > 0 ? [`${wider.text200} px wider with text at 200 %`] : []),
    ...small,
    ...targets.map((target) => `small target ${target}`),
  ];
}

describe("first view", () => {
  test("≤ 150 KB in all; HTML ≤ 15, CSS ≤ 20, script ≤ 60 KB gzip", async () => {
    const { page, context, close } = await visit(browser, site, app);
    const heavy: string[] = [];
    const weigh = async (path: string) => {
      await context.request.get("/robots.txt");
      const cdp = await context.newCDPSession(page);
      await cdp.send("Network.clearBrowserCache");
      const kinds: Record<string, number> = { document: 0, stylesheet: 0, script: 0 };
      let fetched = 0;
      const seen: Promise<void>[] = [];
      const weighOne = async (response: Response) => {
        const { responseBodySize, responseHeadersSize } = await response.request().sizes();
        fetched += responseBodySize + responseHeadersSize;
        const kind = response.request().resourceType();
        if (response.status() < 300) kinds[kind] = (kinds[kind] ?? 0) + gzipSync(await response.body()).length;
      };
      const on = (response: Response) => void seen.push(weighOne(response));
      page.on("response", on);
      await page.goto(path, { waitUntil: "load" });
      await Promise.all(seen);
      page.off("response", on);
      await cdp.detach();
      const line = `${path}: ${fetched} B fetched, gzip ${JSON.stringify(kinds)}`;
      if (process.env.JOURNEY_SHOTS) console.log(line);
      expect(fetched).toBeGreaterThan(1000);
      expect(kinds.stylesheet).toBeGreaterThan(0);
      if (
        fetched > 150 * KB ||
        (kinds.document ?? 0) > 15 * KB ||
        (kinds.stylesheet ?? 0) > 20 * KB ||
        (kinds.script ?? 0) > 60 * KB
      )
        heavy.push(line);
    };
    for (const path of ["/", "/places", "/clinics", `/clinics/${world.clinicId}`, "/ask", "/book/times", "/help"])
      await weigh(path);
    await page.goto("/ask");
    await page.locator("textarea[name=text]").fill(STORY);
    await page.locator("main form button.primary").click();
    await weigh("/ask/result");
    expect(heavy).toEqual([]);
    await close();
  });
});

describe("by keyboard alone", () => {
  test("a booking by Tab, Enter and arrows: every stop is seen, in sight, and in the order of the page", async () => {
    const { page, close } = await visit(browser, site, app, { height: 740 });
    const unseen: string[] = [];
    /** Tabs on until the focus stands on `wanted`, and looks at every stop on the way. */
    const tabTo = async (wanted: string): Promise<void> => {
      for (let stop = 0; stop < 40; stop += 1) {
        await page.keyboard.press("Tab");
        const fault = await look(page);
        if (fault) unseen.push(`${new URL(page.url()).pathname}: ${fault}`);
        if (await page.evaluate((css) => document.activeElement?.matches(css), wanted)) return;
      }
      throw new Error(`Tab does not reach ${wanted} on ${page.url()}`);
    };
    const enter = async () => {
      await Promise.all([page.waitForEvent("load"), page.keyboard.press("Enter")]);
    };
    const primary = "main form button.primary";
    await page.goto("/");
    await tabTo(".hero a.btn");
    await enter();
    await tabTo("textarea");
    await page.keyboard.type(STORY);
    await tabTo(primary);
    await enter();
    await tabTo(".way.first a");
    await enter();
    expect(new URL(page.url()).pathname).toBe("/book/times");
    await tabTo("input[name=session]");
    await page.keyboard.press("Space");
    await tabTo(primary);
    await enter();
    await tabTo("input[name=phone]");
    await page.keyboard.type("13800004001");
    await tabTo(primary);
    await enter();
    const code = /验证码是\s*(\d{6})/.exec(await page.locator("main").innerText())?.[1] ?? "";
    await tabTo("input[name=code]");
    await page.keyboard.type(code);
    await enter();
    await tabTo("input[name=name]");
    await page.keyboard.type("𠮷田㛃");
    await tabTo("input[name=needs]");
    await page.keyboard.press("Space");
    await tabTo(primary);
    await enter();
    expect(await page.locator("main").innerText()).toContain("𠮷田㛃");
    await tabTo(primary);
    await enter();
    expect(await page.locator("h1").innerText()).toContain("约好了");
    await tabTo(".cancel a");
    await enter();
    await tabTo("main form button.danger");
    await enter();
    expect(await page.locator("h1").innerText()).toBe("预约已经取消了");
    expect(unseen).toEqual([]);
    await close();
  }, 90_000);
});

/** What is wrong with the focused stop: out of the page's order, out of sight, or not seen (WCAG 2.4.3, 2.4.7, 2.4.11). */
async function look(page: Page): Promise<string | undefined> {
  const stop = await page.evaluate(() => {
    const on = document.activeElement as HTMLElement | null;
    if (!on || on === document.body) return undefined;
    const shown = on.parentElement?.matches(".choice") ? on.parentElement : on;
    const last = document.querySelector("[data-last]");
    last?.removeAttribute("data-last");
    on.dataset.last = "";
    const { left, top, right, bottom } = shown.getBoundingClientRect();
    return {
      name: `${on.tagName} ${(on.textContent || on.id).trim().slice(0, 30)}`,
      follows: !last || Boolean(last.compareDocumentPosition(on) & Node.DOCUMENT_POSITION_FOLLOWING),
      inSight: bottom > 0 && top < innerHeight && right > 0 && left < innerWidth,
    };
  });
  if (!stop) return undefined;
  if (!stop.follows) return `${stop.name} comes out of turn`;
  if (!stop.inSight) return `${stop.name} is out of sight`;
  const focused = await page.screenshot({ animations: "disabled" });
  await page.evaluate(() => {
    const on = document.activeElement as HTMLElement;
    on.dataset.stop = "";
    on.blur();
  });
  const blurred = await page.screenshot({ animations: "disabled" });
  await page.evaluate(() => {
    const on = document.querySelector<HTMLElement>("[data-stop]");
    on?.removeAttribute("data-stop");
    on?.focus({ preventScroll: true, focusVisible: true } as FocusOptions);
  });
  return focused.equals(blurred) ? `${stop.name} does not show the focus` : undefined;
}
