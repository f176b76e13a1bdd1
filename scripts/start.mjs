// npm start: installs what is missing, builds the staff console when it changed, runs the server.
import { join } from "node:path";
import { ensureConsole, ensureDependencies, handOver, root } from "./ensure.mjs";

ensureDependencies();
await ensureConsole();
handOver(join(root, "src", "server.ts"), process.argv.slice(2));
