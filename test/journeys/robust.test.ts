import type { Browser, Page } from "playwright-core";
import { afterAll, beforeAll, describe, expect, test } from "vitest";
import { appointmentsContract } from "../../src/modules/appointments/contract.ts";
import { mattersContract } from "../../src/modules/matters/contract.ts";
import { startTestApp, type TestApp } from "../harness/app.ts";
import { makeUnitWorld, type UnitWorld } from "../make/unit-world.ts";
import { listen, openChromium, type Site, shot, type Visitor, visit } from "./browser.ts";
import { provePhone } from "./tour.ts";

const STORY = "邻居装修漏水，把我家天花板泡坏了，不肯赔。";

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

const submit = (page: Page) => page.locator("main form button.primary").first().click();
const h1 = (page: Page) => page.locator("h1").innerText();
const path = (page: Page) => new URL(page.url()).pathname;
const confirm = "main form[action='/book/check'] button";

/** From the first words to the page before the last button; `between` sees every step. */
async function toCheck(page: Page, phone: string, between: () => Promise<void> = async () => undefined): Promise<void> {
  await page.goto("/ask");
  await page.locator("textarea[name=text]").fill(STORY);
  await submit(page);
  await between();
  await page.goto(`/book/times?clinic=${world.clinicId}`);
  await between();
  await page.locator(`input[name=session][value="${world.sessionId}"] + label`).click();
  await submit(page);
  await between();
  await provePhone(page, phone, between);
  await between();
  await page.locator("input[name=name]").fill("黄大爷");
  await page.locator("input[name=needs][value=wheelchair] + label").click();
  await submit(page);
  expect(path(page)).toBe("/book/check");
  await between();
}

/** What this browser's person has: matters, and bookings that stand. */
async function owned({ context }: Visitor) {
  const token = (await context.cookies()).find(({ name }) => name === "clinic_session")?.value ?? "";
  const [matters, bookings] = await Promise.all([
    app.as(mattersContract, token).list({}),
    app.as(appointmentsContract, token).list({ state: ["held", "booked"] }),
  ]);
  return { matters: matters.total, bookings: bookings.total };
}

describe("pressed twice, gone back, loaded again (UX-13)", () => {
  test.each([
    { script: true, phone: "13800005001" },
    { script: false, phone: "13800005002" },
  ])("a double click on the last button is one booking (JavaScript $script)", async ({ script, phone }) => {
    const visitor = await visit(browser, site, app, { javaScript: script });
    await toCheck(visitor.page, phone);
    await visitor.page.locator(confirm).dblclick();
    await visitor.page.waitForURL("**/book/done/**");
    expect(await h1(visitor.page)).toContain("约好了");
    expect(await owned(visitor)).toEqual({ matters: 1, bookings: 1 });
    expect(visitor.faults).toEqual([]);
    await visitor.close();
  });

  test("two tabs that confirm at once make one booking and show the same card", async () => {
    const visitor = await visit(browser, site, app);
    await toCheck(visitor.page, "13800005003");
    const other = await visitor.context.newPage();
    await other.goto("/book/check");
    await Promise.all([visitor.page.locator(confirm).click(), other.locator(confirm).click()]);
    await Promise.all([visitor.page.waitForURL("**/book/done/**"), other.waitForURL("**/book/done/**")]);
    expect(path(other)).toBe(path(visitor.page));
    expect(await owned(visitor)).toEqual({ matters: 1, bookings: 1 });
    await visitor.close();
  });

  test("going back after the confirmation leads to the confirmation; nothing is lost, nothing is doubled", async () => {
    const visitor = await visit(browser, site, app);
    const { page } = visitor;
    await toCheck(page, "13800005004");
    await submit(page);
    await page.waitForURL("**/book/done/**");
    const done = path(page);
    await page.goBack();
    await page.waitForLoadState();
    expect(path(page)).toBe(done);
    for (let steps = 0; steps < 3; steps += 1) {
      await page.goBack();
      await page.waitForLoadState();
      expect((await page.locator("h1").count()) === 1, path(page)).toBe(true);
    }
    await page.goto("/book/check");
    expect(path(page)).toBe(done);
    expect(await owned(visitor)).toEqual({ matters: 1, bookings: 1 });
    await visitor.close();
  });

  test("every step is the same after a reload, and what was typed is still there", async () => {
    const visitor = await visit(browser, site, app);
    const { page } = visitor;
    const seen: string[] = [];
    await toCheck(page, "13800005005", async () => {
      const before = { path: path(page), h1: await h1(page) };
      await page.reload();
      expect({ path: path(page), h1: await h1(page) }).toEqual(before);
      seen.push(before.path);
    });
    expect(seen).toEqual(["/ask/result", "/book/times", "/book/phone", "/book/code", "/book/name", "/book/check"]);
    const main = await page.locator("main").innerText();
    for (const words of [STORY, "黄大爷", "坐轮椅来"]) expect(main).toContain(words);
    await page.goto("/ask");
    expect(await page.locator("textarea[name=text]").inputValue()).toBe(STORY);
    await page.goto("/book/name");
    expect(await page.locator("input[name=name]").inputValue()).toBe("黄大爷");
    expect(await page.locator("input[name=needs][value=wheelchair]").isChecked()).toBe(true);
    await page.goto("/book/times");
    expect(await page.locator(`input[name=session][value="${world.sessionId}"]`).isChecked()).toBe(true);
    expect(await owned(visitor)).toEqual({ matters: 0, bookings: 0 });
    expect(visitor.faults).toEqual([]);
    await visitor.close();
  });

  test("a page that comes back from a cut network sends again, and only once", async () => {
    const visitor = await visit(browser, site, app);
    const { page, context } = visitor;
    await toCheck(page, "13800005006");
    await context.setOffline(true);
    await page.locator(confirm).click();
    await page.waitForURL(/chrome-error|book/);
    await context.setOffline(false);
    await page.goto("/book/next");
    expect(path(page)).toBe("/book/check");
    await submit(page);
    await page.waitForURL("**/book/done/**");
    expect(await owned(visitor)).toEqual({ matters: 1, bookings: 1 });
    await visitor.close();
  });
});

describe("the board", () => {
  test("keeps its numbers when the network is cut, says how old they are, and goes on by itself", async () => {
    const { page, context, faults, close } = await visit(browser, site, app, { width: 1920, height: 1080 });
    await page.goto(`/board/${world.clinicId}`);
    await page.locator("#next li b").first().waitFor();
    const waiting = await page.locator("#next").innerText();
    expect(await page.locator("#age").isVisible()).toBe(false);
    expect(faults).toEqual([]);
    await context.setOffline(true);
    await context.clock.setFixedTime(app.now().getTime() + 3 * 60_000);
    await page.locator("#age", { hasText: "网络中断" }).waitFor();
    const told = await page.locator("#age").innerText();
    expect(told).toContain("10:00");
    expect(told).toMatch(/[23] 分钟前/);
    expect(await page.locator("#next").innerText()).toBe(waiting);
    await shot(page, "60-board-offline");
    await context.setOffline(false);
    await page.locator("#age").waitFor({ state: "hidden" });
    await close();
  });
});

describe("headers", () => {
  test("every kind of address answers with the whole set, and no script may stand inline", async () => {
    const addresses: [string, RequestInit?][] = [
      ["/"],
      ["/ask"],
      ["/clinics"],
      [`/clinics/${world.clinicId}`],
      ["/book/times"],
      ["/book/check"],
      ["/sign-in"],
      ["/progress"],
      ["/verify"],
      ["/privacy"],
      ["/elder?on=1&to=/"],
      ["/no-such-page"],
      [`/board/${world.clinicId}`],
      ["/console/"],
      ["/console/sign-in"],
      ["/console/assets/none.js"],
      ["/assets/portal.css"],
      ["/assets/portal.js"],
      ["/robots.txt"],
      ["/api/me"],
      [`/api/boards/${world.clinicId}`],
      ["/api/no-such"],
      ["/healthz"],
      ["/ask", { method: "POST", headers: { "sec-fetch-site": "cross-site" } }],
    ];
    const nonces = new Set<string>();
    for (const [address, init] of addresses) {
      const { headers, status } = await fetch(site.url + address, { ...init, redirect: "manual" });
      const policy = headers.get("content-security-policy") ?? "";
      const scripts = /script-src ([^;]+)/.exec(policy)?.[1] ?? "missing";
      expect({ address, scripts }).toEqual({ address, scripts: expect.stringMatching(/^'self' 'nonce-[\w-]{20,}'$/) });
      expect({ address, policy }).toEqual({ address, policy: expect.stringContaining("default-src 'none'") });
      expect(policy).toContain("frame-ancestors 'none'");
      expect(policy).toContain("base-uri 'none'");
      expect(policy).toContain("form-action 'self'");
      expect({
        address,
        sniff: headers.get("x-content-type-options"),
        frame: headers.get("x-frame-options"),
        referrer: headers.get("referrer-policy"),
        opener: headers.get("cross-origin-opener-policy"),
        server: headers.get("server") ?? headers.get("x-powered-by"),
      }).toEqual({
        address,
        sniff: "nosniff",
        frame: "DENY",
        referrer: "same-origin",
        opener: "same-origin",
        server: null,
      });
      expect(status, address).toBeLessThan(500);
      nonces.add(scripts);
    }
    expect(nonces.size).toBe(addresses.length);
  });

  test("personal pages are kept by no cache; assets are kept for ever", async () => {
    const resident = { cookie: `clinic_session=${world.tokens.resident}` };
    for (const address of ["/my", `/book/done/${world.appointmentId}`, "/ask", "/book/times", "/api/me"]) {
      const { headers, status } = await fetch(site.url + address, { headers: resident });
      expect([address, status, headers.get("cache-control")]).toEqual([address, 200, "no-store"]);
    }
    const home = await (await fetch(site.url)).text();
    const css = /href="(\/assets\/portal\.css\?v=[^"]+)"/.exec(home)?.[1] ?? "";
    expect((await fetch(site.url + css)).headers.get("cache-control")).toContain("immutable");
  });
});
