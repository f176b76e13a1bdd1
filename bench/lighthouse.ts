import { spawn } from "node:child_process";
import { existsSync, mkdtempSync, readFileSync, rmSync } from "node:fs";
import { cpus, loadavg, tmpdir } from "node:os";
import { join } from "node:path";
import { setTimeout as sleep } from "node:timers/promises";
import lighthouse from "lighthouse";
import type { BenchResult, BenchRow } from "./report.ts";
import { anyClinic, makeSessions, openStage, type Stage } from "./stage.ts";

const RUNS = 3;
const STORY = "在工地干了半年，老板三个月没发工资，我们六个人一起的，9月走的。";

/** What one run of Lighthouse says of one page: scores 0–100, times in ms, weight in bytes. */
interface Run {
  performance: number;
  accessibility: number;
  bestPractices: number;
  lcp: number;
  cls: number;
  tbt: number;
  bytes: number;
  failed: string[];
}

/**
 * Lighthouse as a slow phone (its own mobile preset) on the pages a resident sees first, the median of three runs
 * (UX-09), on the real server with a clinic that has sessions.
 */
export async function lighthouseBench(args: readonly string[]): Promise<BenchResult> {
  const runs = Number(args.find((arg) => arg.startsWith("--runs="))?.slice(7) ?? RUNS);
  const stage = await openStage();
  const browser = await startChromium();
  try {
    await makeSessions(stage, 12, 6);
    const clinic = await anyClinic(stage);
    const cookie = await draftCookie(stage);
    const pages = [
      { name: "home", path: "/", cookie: "" },
      { name: "clinic", path: `/clinics/${clinic.id}`, cookie: "" },
      { name: "result", path: "/ask/result", cookie },
      { name: "booking", path: "/book/times", cookie },
    ];
    const rows: BenchRow[] = [];
    const notes: string[] = [];
    for (const page of pages) {
      const measured: Run[] = [];
      for (let run = 0; run < runs; run += 1)
        measured.push(await measure(stage.url + page.path, page.cookie, browser.port));
      rows.push(...rowsOf(page.name, measured));
      for (const audit of new Set(measured.flatMap(({ failed }) => failed))) notes.push(`${page.name}: ${audit}`);
    }
    const [load = 0] = loadavg();
    if (load > cpus().length)
      notes.push(`Load ${load.toFixed(1)} on ${cpus().length} cores: blocking times are those of a busy machine.`);
    return { input: { pages: pages.map(({ name }) => name), runs, preset: "mobile" }, seed: 0, rows, notes };
  } finally {
    await browser.close();
    await stage.close();
  }
}

function rowsOf(page: string, runs: readonly Run[]): BenchRow[] {
  const middle = (pick: (run: Run) => number): number =>
    runs.map(pick).toSorted((a, b) => a - b)[Math.floor(runs.length / 2)] ?? Number.NaN;
  const atLeast = (what: string, value: number, least: number): BenchRow => ({
    what: `${page}: ${what}`,
    figure: Math.round(value),
    target: least === 100 ? "100" : `≥ ${least}`,
    ok: value >= least - 0.001,
  });
  const atMost = (what: string, value: number, most: number, show: string, target: string): BenchRow => ({
    what: `${page}: ${what}`,
    figure: show,
    target,
    ok: value <= most,
  });
  const [lcp, cls, tbt, bytes] = [
    middle((run) => run.lcp),
    middle((run) => run.cls),
    middle((run) => run.tbt),
    middle((run) => run.bytes),
  ];
  return [
    atLeast(
      "performance",
      middle((run) => run.performance),
      95,
    ),
    atLeast(
      "accessibility",
      middle((run) => run.accessibility),
      100,
    ),
    atLeast(
      "best practices",
      middle((run) => run.bestPractices),
      100,
    ),
    atMost("largest paint", lcp, 1_800, `${(lcp / 1000).toFixed(2)} s`, "≤ 1.8 s"),
    atMost("layout shift", cls, 0.02, cls.toFixed(3), "≤ 0.02"),
    atMost("blocking", tbt, 50, `${Math.round(tbt)} ms`, "≤ 50 ms"),
    atMost("weight", bytes, 150 * 1024, `${(bytes / 1024).toFixed(1)} KB`, "≤ 150 KB"),
  ];
}

/** One run. On a busy machine Chromium loses a trace now and then (NO_NAVSTART): that is no figure, and asked again. */
async function measure(url: string, cookie: string, port: number, more = 2): Promise<Run> {
  const found = await lighthouse(url, {
    port,
    logLevel: "error",
    output: "json",
    onlyCategories: ["performance", "accessibility", "best-practices"],
    ...(cookie ? { extraHeaders: { Cookie: cookie } } : {}),
  });
  const { lhr } = found ?? {};
  if (lhr?.runtimeError && more > 0) return await measure(url, cookie, port, more - 1);
  if (!lhr || lhr.runtimeError) throw new Error(`Lighthouse could not measure ${url}: ${lhr?.runtimeError?.message}`);
  if (new URL(lhr.finalDisplayedUrl).pathname !== new URL(url).pathname)
    throw new Error(`${url} led to ${lhr.finalDisplayedUrl}: not the page that was meant.`);
  const score = (category: string) => (lhr.categories[category]?.score ?? 0) * 100;
  const number = (audit: string) => lhr.audits[audit]?.numericValue ?? Number.NaN;
  const counted = ["accessibility", "best-practices"].flatMap((category) =>
    (lhr.categories[category]?.auditRefs ?? []).filter(({ weight }) => weight > 0).map(({ id }) => id),
  );
  return {
    performance: score("performance"),
    accessibility: score("accessibility"),
    bestPractices: score("best-practices"),
    lcp: number("largest-contentful-paint"),
    cls: number("cumulative-layout-shift"),
    tbt: number("total-blocking-time"),
    bytes: number("total-byte-weight"),
    failed: counted.filter((id) => (lhr.audits[id]?.score ?? 1) < 1).map((id) => `${id}: ${lhr.audits[id]?.title}`),
  };
}

/** The cookie of a browser that has told its story. */
async function draftCookie(stage: Stage): Promise<string> {
  const answer = await fetch(`${stage.url}/ask`, {
    method: "POST",
    redirect: "manual",
    headers: { "content-type": "application/x-www-form-urlencoded", "sec-fetch-site": "same-origin" },
    body: new URLSearchParams({ text: STORY }),
  });
  const cookie = answer.headers
    .getSetCookie()
    .map((line) => line.split(";")[0])
    .join("; ");
  if (answer.status !== 303 || !cookie) throw new Error(`The story was not taken: ${answer.status}`);
  return cookie;
}

/** Chromium with a debugging port of its own choice and an empty profile. */
async function startChromium(): Promise<{ port: number; close(): Promise<void> }> {
  const profile = mkdtempSync(join(tmpdir(), "legal-clinic-lighthouse-"));
  const child = spawn(
    process.env.CHROMIUM_PATH ?? "/usr/bin/chromium",
    [
      "--headless=new",
      "--remote-debugging-port=0",
      `--user-data-dir=${profile}`,
      "--no-sandbox",
      "--disable-gpu",
      "--disable-quic",
      "--no-first-run",
      "--disable-background-networking",
      "--disable-component-update",
      "--disable-extensions",
      "--disable-sync",
      "about:blank",
    ],
    { stdio: "ignore" },
  );
  const gone = new Promise<void>((resolve) => child.once("exit", () => resolve()));
  const close = async () => {
    child.kill("SIGTERM");
    await Promise.race([gone, sleep(5_000)]);
    rmSync(profile, { recursive: true, force: true, maxRetries: 5, retryDelay: 200 });
  };
  const file = join(profile, "DevToolsActivePort");
  for (let wait = 0; wait < 300; wait += 1) {
    const port = existsSync(file) ? Number(readFileSync(file, "utf8").split("\n")[0]) : 0;
    if (port > 0) return { port, close };
    if (child.exitCode !== null) break;
    await sleep(100);
  }
  await close();
  throw new Error("Chromium did not open its debugging port. Set CHROMIUM_PATH to a Chromium.");
}
