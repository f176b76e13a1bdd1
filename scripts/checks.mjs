// What is checked: lint, types, tests. Shared by check.mjs and test.mjs.
import { existsSync, readFileSync, rmSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { modules, pinnedNode, run } from "./ensure.mjs";

/** Lint and types, as far as they are installed. Ask after `ensureDependencies`. */
export const checks = () =>
  [
    { name: "biome check", program: join(modules, "@biomejs/biome/bin/biome"), args: ["check", "."] },
    { name: "tsc --noEmit", program: join(modules, "typescript/bin/tsc"), args: ["--noEmit"] },
  ].filter(({ program }) => existsSync(program));

/** Runs one of `checks`, prints what it complains about. Out: whether it was content. */
export async function passes({ name, program, args }) {
  const began = Date.now();
  const { code, output } = await run(pinnedNode(), [program, ...args]);
  if (code !== 0) console.log(output.trim());
  console.log(`${code === 0 ? "ok    " : "FAILED"}  ${name}  ${((Date.now() - began) / 1000).toFixed(1)} s`);
  return code === 0;
}

/** Runs vitest with its own report on the terminal. Out: how many tests passed, failed, were skipped. */
export async function runTests(args, env = {}) {
  const report = join(tmpdir(), `legal-clinic-tests-${process.pid}.json`);
  const vitest = join(modules, "vitest", "vitest.mjs");
  const all = [vitest, "run", "--reporter=default", "--reporter=json", `--outputFile.json=${report}`, ...args];
  const { code } = await run(pinnedNode(), all, { inherit: true, env });
  const counts = { passed: 0, failed: 0, skipped: 0 };
  if (existsSync(report)) {
    const result = JSON.parse(readFileSync(report, "utf8"));
    rmSync(report);
    counts.passed = result.numPassedTests;
    counts.skipped = result.numPendingTests + result.numTodoTests;
    // A file that does not even load has no tests to fail, and counts as one.
    const broken = result.testResults.filter(
      (f) => f.status === "failed" && !f.assertionResults.some((t) => t.status === "failed"),
    );
    counts.failed = result.numFailedTests + broken.length;
  }
  // vitest also fails for reasons that are no test: no report at all, an unhandled error.
  if (code !== 0 && counts.failed === 0) counts.failed = 1;
  return counts;
}
