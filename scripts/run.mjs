// node scripts/run.mjs <file.ts> [arguments]: runs one of our TypeScript files on the pinned Node.
import { resolve } from "node:path";
import { ensureDependencies, fail, handOver } from "./ensure.mjs";

const [file, ...args] = process.argv.slice(2);
if (file === undefined) fail("Usage: node scripts/run.mjs <file.ts> [arguments]");
ensureDependencies();
handOver(resolve(file), args);
