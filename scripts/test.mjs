// npm test: lint, types and every test. The last line says how many passed, failed and were skipped; lint and types
// count as one each. Arguments go to vitest, for example a part of a file name.
import { ensureBrowser } from "./browser.mjs";
import { checks, passes, runTests } from "./checks.mjs";
import { ensureConsole, ensureDependencies } from "./ensure.mjs";

ensureDependencies();
const chromium = ensureBrowser();
await ensureConsole();
const contents = [];
for (const check of checks()) contents.push(await passes(check));
const tests = await runTests(process.argv.slice(2), { CHROMIUM_PATH: chromium });
const passed = tests.passed + contents.filter(Boolean).length;
const failed = tests.failed + contents.filter((content) => !content).length;
process.exitCode = failed === 0 ? 0 : 1;
console.log(`${passed} passed, ${failed} failed, ${tests.skipped} skipped`);
