// npm run check: what can be known in seconds and without a database. Lint and types, then the pure tests.
import { checks, passes, runTests } from "./checks.mjs";
import { ensureDependencies } from "./ensure.mjs";

const began = Date.now();
ensureDependencies();
const contents = await Promise.all(checks().map(passes));
const fast = ["src/shared/", "src/engines/", "test/architecture.test.ts", "rules.test.ts", "--passWithNoTests"];
const tests = await runTests(fast, { NO_DATABASE: "1" });
console.log(`${((Date.now() - began) / 1000).toFixed(1)} s`);
process.exitCode = contents.includes(false) || tests.failed > 0 ? 1 : 0;
