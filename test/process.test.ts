import { type ChildProcess, spawn } from "node:child_process";
import { chmodSync, mkdtempSync, rmSync } from "node:fs";
import { createServer, type Server } from "node:net";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { setTimeout as sleep } from "node:timers/promises";
import { afterAll, beforeAll, expect, test } from "vitest";

/** The program as its own process: what an operator sees when something is in the way. */
const root = join(import.meta.dirname, "..");
const dataDir = mkdtempSync(join(tmpdir(), "legal-clinic-process-"));
chmodSync(dataDir, 0o755);
let first: ChildProcess;
let port: number;

function start(
  env: Record<string, string>,
  args: string[] = ["--empty"],
): { child: ChildProcess; output: () => string; ended: Promise<number | null> } {
  let text = "";
  const child = spawn(process.execPath, ["--import", "tsx", join(root, "src/server.ts"), ...args], {
    cwd: root,
    env: { ...process.env, CITY_PACK: "lanting", DATABASE_URL: "", NODE_ENV: "", ...env },
    stdio: ["ignore", "pipe", "pipe"],
  });
  child.stdout?.on("data", (chunk) => (text += chunk));
  child.stderr?.on("data", (chunk) => (text += chunk));
  return { child, output: () => text, ended: new Promise((resolve) => child.once("exit", resolve)) };
}

async function ready(at: number, output: () => string): Promise<void> {
  for (let i = 0; i < 600; i++) {
    const answer = await fetch(`http://127.0.0.1:${at}/readyz`).catch(() => undefined);
    if (answer?.ok) return;
    await sleep(100);
  }
  throw new Error(`not ready: ${output()}`);
}

async function freePort(): Promise<number> {
  const probe: Server = createServer();
  await new Promise<void>((resolve) => probe.listen(0, "127.0.0.1", resolve));
  const address = probe.address();
  await new Promise((resolve) => probe.close(resolve));
  return typeof address === "object" && address ? address.port : 0;
}

beforeAll(async () => {
  port = await freePort();
  const started = start({ PORT: String(port), DATA_DIR: dataDir });
  first = started.child;
  await ready(port, started.output);
}, 120_000);
afterAll(async () => {
  const gone = new Promise((resolve) => first.once("exit", resolve));
  first.kill("SIGTERM");
  await Promise.race([gone, sleep(15_000)]);
  rmSync(dataDir, { recursive: true, force: true });
});

test("a second process on the same data is told who has it", async () => {
  const second = start({ PORT: String(await freePort()), DATA_DIR: dataDir });
  expect(await second.ended).toBe(1);
  expect(second.output()).toMatch(/Another process \(pid \d+\) is already running on .+Stop it or set DATA_DIR/);
  expect(second.output()).not.toContain("    at ");
});

test("a port that is taken is named", async () => {
  const other = mkdtempSync(join(tmpdir(), "legal-clinic-process-"));
  chmodSync(other, 0o755);
  const second = start({ PORT: String(port), DATA_DIR: other });
  expect(await second.ended).toBe(1);
  expect(second.output()).toContain(`Port ${port} is taken`);
  rmSync(other, { recursive: true, force: true });
});

test("a setting that makes no sense is named", async () => {
  const second = start({ PORT: "many", DATA_DIR: dataDir });
  expect(await second.ended).toBe(1);
  expect(second.output()).toMatch(/configuration is not valid\. PORT/);
});

test("production shows no demo codes, and stops cleanly on SIGTERM", async () => {
  const other = mkdtempSync(join(tmpdir(), "legal-clinic-process-"));
  chmodSync(other, 0o755);
  const at = await freePort();
  const production = start({ PORT: String(at), DATA_DIR: other, HOST: "127.0.0.1" }, ["--production"]);
  await ready(at, production.output);
  const answer = await fetch(`http://127.0.0.1:${at}/api/login/codes`, {
    method: "POST",
    headers: { "content-type": "application/json" },
    body: JSON.stringify({ phone: "13900000001" }),
  });
  expect(answer.status).toBe(200);
  expect(await answer.json()).not.toHaveProperty("demoCode");
  expect(production.output()).not.toContain("link=");
  const sessions = await (await fetch(`http://127.0.0.1:${at}/api/sessions`)).json();
  expect(sessions).toEqual({ items: [], total: 0 });
  production.child.kill("SIGTERM");
  expect(await production.ended).toBe(0);
  rmSync(other, { recursive: true, force: true });
}, 120_000);
