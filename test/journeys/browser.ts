import { mkdirSync } from "node:fs";
import type { AddressInfo } from "node:net";
import { join } from "node:path";
import { AxeBuilder } from "@axe-core/playwright";
import { serve } from "@hono/node-server";
import { type Browser, type BrowserContext, chromium, type Page } from "playwright-core";
import type { TestApp } from "../harness/app.ts";

/** The app behind a real socket on a free loopback port. */
export interface Site {
  url: string;
  close(): Promise<void>;
}

/** Serves the app over HTTP; addresses that the app writes (QR codes, links in messages) name this server. */
export async function listen(app: TestApp): Promise<Site> {
  const { server, port } = await new Promise<{ server: ReturnType<typeof serve>; port: number }>((resolve) => {
    const started = serve({ fetch: app.app.fetch, hostname: "127.0.0.1", port: 0 }, (info: AddressInfo) =>
      resolve({ server: started, port: info.port }),
    );
  });
  const url = `http://127.0.0.1:${port}`;
  app.platform.publicUrl = url;
  return {
    url,
    close: () =>
      new Promise((resolve) => {
        server.close(() => resolve());
        if ("closeAllConnections" in server) server.closeAllConnections();
      }),
  };
}

export async function openChromium(): Promise<Browser> {
  return await chromium.launch({
    executablePath: process.env.CHROMIUM_PATH ?? "/usr/bin/chromium",
    args: [
      "--no-sandbox",
      "--disable-gpu",
      "--disable-quic",
      "--no-first-run",
      "--disable-background-networking",
      "--disable-component-update",
      "--disable-sync",
    ],
  });
}

export interface VisitorOptions {
  width?: number;
  height?: number;
  javaScript?: boolean;
  elder?: boolean;
  /** A session made elsewhere. */
  token?: string;
}

/** One person's browser: its own cookies, the app's clock, and a list of everything that went wrong. */
export interface Visitor {
  context: BrowserContext;
  page: Page;
  /** Script errors, content-policy violations, answers ≥ 500 and requests to other sites. */
  faults: string[];
  close(): Promise<void>;
}

export async function visit(
  browser: Browser,
  site: Site,
  app: TestApp,
  options: VisitorOptions = {},
): Promise<Visitor> {
  const { width = 390, height = 844, javaScript = true, elder = false, token } = options;
  const context = await browser.newContext({
    baseURL: site.url,
    viewport: { width, height },
    locale: "zh-CN",
    timezoneId: "Asia/Shanghai",
    javaScriptEnabled: javaScript,
    acceptDownloads: true,
  });
  context.setDefaultTimeout(15_000);
  if (javaScript) await context.clock.setFixedTime(app.now());
  const cookies = [
    ...(elder ? [{ name: "clinic_elder", value: "1" }] : []),
    ...(token ? [{ name: "clinic_session", value: token }] : []),
  ];
  if (cookies.length) await context.addCookies(cookies.map((cookie) => ({ ...cookie, url: site.url })));
  const faults: string[] = [];
  context.on("weberror", (error) => faults.push(`${error.page()?.url()}: ${error.error().message}`));
  context.on("console", (message) => {
    // A refused form answers 4xx; Chromium calls that an error of its own.
    if (message.type() === "error" && !/status of 4\d\d/.test(message.text()))
      faults.push(`${message.location().url}: ${message.text()}`);
  });
  context.on("response", (response) => {
    if (response.status() >= 500) faults.push(`${response.status()} ${response.url()}`);
  });
  context.on("request", (request) => {
    const { protocol, host } = new URL(request.url());
    if (protocol.startsWith("http") && host !== new URL(site.url).host) faults.push(`request to ${request.url()}`);
  });
  return { context, page: await context.newPage(), faults, close: () => context.close() };
}

const WCAG = ["wcag2a", "wcag2aa", "wcag21a", "wcag21aa", "wcag22aa"];

/**
 * Violations of WCAG 2.2 A and AA (UX-01), one line each with the element.
 * @param options.impacts only these; all of them by default
 * @param options.contrast7 also the contrast of 7 : 1 that elder mode has (UX-07)
 */
export async function axe(
  page: Page,
  options: { impacts?: readonly string[]; contrast7?: boolean } = {},
): Promise<string[]> {
  const { violations } = await new AxeBuilder({ page })
    .setLegacyMode(true)
    .options({
      runOnly: { type: "tag", values: WCAG },
      rules: { "color-contrast-enhanced": { enabled: options.contrast7 ?? false } },
    })
    .analyze();
  return violations
    .filter(({ impact }) => !options.impacts || options.impacts.includes(impact ?? ""))
    .flatMap(({ id, nodes }) => nodes.map((node) => `${id}: ${node.html.slice(0, 160)} ${node.failureSummary ?? ""}`));
}

/** A picture to look at, only where JOURNEY_SHOTS names a folder. */
export async function shot(page: Page, name: string, widths: readonly number[] = []): Promise<void> {
  const folder = process.env.JOURNEY_SHOTS;
  if (!folder) return;
  mkdirSync(folder, { recursive: true });
  const before = page.viewportSize();
  for (const width of widths.length ? widths : [before?.width ?? 0]) {
    if (widths.length) await page.setViewportSize({ width, height: width < 700 ? 780 : 900 });
    await page.screenshot({ path: join(folder, `${name}-${width}.png`), fullPage: true, animations: "disabled" });
  }
  if (widths.length && before) await page.setViewportSize(before);
}
