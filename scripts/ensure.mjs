// What every command of this project needs first: installed packages, the pinned Node, a built console.
// Plain JavaScript that runs on Node 18 and newer, with nothing but Node itself.
import { spawn, spawnSync } from "node:child_process";
import { createHash } from "node:crypto";
import {
  accessSync,
  constants,
  existsSync,
  mkdirSync,
  readdirSync,
  readFileSync,
  realpathSync,
  renameSync,
  rmSync,
  statSync,
  writeFileSync,
} from "node:fs";
import { constants as osConstants } from "node:os";
import { delimiter, dirname, join, relative } from "node:path";
import { fileURLToPath, pathToFileURL } from "node:url";

export const root = dirname(dirname(fileURLToPath(import.meta.url)));
export const modules = join(root, "node_modules");

/** Ends this process with a message for a person. */
export function fail(message) {
  console.error(message);
  process.exit(1);
}

/**
 * Installs the packages of package-lock.json when they are not there. A stamp in node_modules makes the usual case one
 * small read; when the stamp is missing or old, npm's own record of what it installed decides.
 */
export function ensureDependencies() {
  const lock = readFileSync(join(root, "package-lock.json"));
  const wanted = createHash("sha256").update(lock).digest("hex");
  const stamp = join(modules, ".install-stamp");
  if (existsSync(stamp) && readFileSync(stamp, "utf8") === wanted) return;
  if (!isInstalled(JSON.parse(lock))) install();
  writeFileSync(stamp, wanted);
}

function isInstalled(lock) {
  try {
    const record = JSON.parse(readFileSync(join(modules, ".package-lock.json"), "utf8")).packages;
    return Object.entries(lock.packages).every(([path, { version, optional, peer, link }]) => {
      if (path === "" || link || record[path]?.version === version) return true;
      return Boolean((optional || peer) && record[path] === undefined);
    });
  } catch {
    return false;
  }
}

function install() {
  console.error("Installing packages (npm ci); the first time takes a few minutes ...");
  // Whatever the environment says (NODE_ENV=production, omit=dev), the build tools and PostgreSQL are needed.
  const done = npm(["ci", "--include=dev", "--include=optional", "--no-audit", "--no-fund", "--loglevel=error"]);
  if (done.error?.code === "ENOENT")
    fail("npm was not found. Install Node.js 22 or newer together with npm, then try again.");
  if (done.status !== 0) {
    fail(
      "npm could not install the packages (see above). Is the npm registry reachable from here? Try again with: npm ci",
    );
  }
}

/** npm must not run on the Node inside node_modules that it is about to replace, if there is another one. */
function npm(args) {
  const path = (process.env.PATH ?? "").split(delimiter);
  const outside = path.filter((dir) => !dir.startsWith(modules));
  const hasNode = outside.some((dir) => existsSync(join(dir, "node")));
  const env = { ...process.env, PATH: (hasNode ? outside : path).join(delimiter) };
  return spawnSync("npm", [...args, "--no-update-notifier"], {
    cwd: root,
    env,
    stdio: ["ignore", "inherit", "inherit"],
  });
}

/** The path of the Node this project is pinned to; the current one when it cannot be had but is new enough. */
export function pinnedNode() {
  const path = join(modules, "node", "bin", "node");
  if (isProgram(path)) return path;
  if (existsSync(join(modules, "node"))) npm(["rebuild", "node", "--ignore-scripts=false", "--loglevel=error"]);
  if (isProgram(path)) return path;
  const [major, minor] = process.versions.node.split(".").map(Number);
  if (major > 22 || (major === 22 && minor >= 18)) return process.execPath;
  return fail(
    `This program needs Node.js 22.18 or newer; here is ${process.versions.node}, and npm could not install its own copy. ` +
      "Run npm rebuild node (with install scripts allowed and the registry reachable), or install Node.js 24.",
  );
}

function isProgram(path) {
  try {
    accessSync(path, constants.X_OK);
    return statSync(path).size > 1_000_000;
  } catch {
    return false;
  }
}

/** Runs a program to its end. Out: its exit code and what it said (unless `inherit`). */
export function run(command, args, { inherit = false, env = {} } = {}) {
  return new Promise((done) => {
    const stdio = inherit ? "inherit" : ["ignore", "pipe", "pipe"];
    const child = spawn(command, args, { cwd: root, env: { ...process.env, ...env }, stdio });
    const output = [];
    for (const stream of [child.stdout, child.stderr]) stream?.on("data", (data) => output.push(data));
    child.once("error", (error) => done({ code: 127, output: error.message }));
    child.once("close", (code) => done({ code: code ?? 1, output: Buffer.concat(output).toString() }));
  });
}

/**
 * Hands this process over to a TypeScript file on the pinned Node: same stdio, signals passed on, its exit code ours.
 * Where Node can replace itself (the pinned one can), no second process stays in memory.
 */
export function handOver(file, args) {
  const node = pinnedNode();
  // A larger nursery: answers are short-lived, and collecting them cost a tenth of the time.
  const all = ["--import", "tsx", "--max-semi-space-size=64", file, ...args];
  const env = { ...process.env, PATH: `${join(modules, ".bin")}${delimiter}${process.env.PATH ?? ""}` };
  // tsx and tsconfig.json are looked up from the working directory: name them, to work from everywhere.
  env.TSX_TSCONFIG_PATH = join(root, "tsconfig.json");
  all[1] = pathToFileURL(join(modules, "tsx", "dist", "loader.mjs")).href;
  if (typeof process.execve === "function" && realpathSync(process.execPath) === realpathSync(node)) {
    process.execve(node, [node, ...all], env);
  }
  const child = spawn(node, all, { stdio: "inherit", env });
  child.once("error", (error) => fail(`Node.js could not be started: ${error.message}`));
  // On a terminal Ctrl-C already reaches the child: passing it on as well would look like two.
  process.on("SIGINT", () => process.stdin.isTTY || child.kill("SIGINT"));
  for (const signal of ["SIGTERM", "SIGHUP"]) process.on(signal, () => child.kill(signal));
  child.once("exit", (code, signal) => process.exit(code ?? 128 + (osConstants.signals[signal] ?? 1)));
}

/** Builds the staff console into dist/console when its sources changed since the last build. */
export async function ensureConsole() {
  if (!existsSync(join(root, "vite.config.ts"))) return;
  const wanted = consoleHash();
  const goal = join(root, "dist", "console");
  const stamp = (dir) => join(dir, ".stamp");
  if (existsSync(stamp(goal)) && readFileSync(stamp(goal), "utf8") === wanted) return;
  console.error("Building the staff console ...");
  const half = join(root, "dist", `.console-${process.pid}`);
  const vite = join(modules, "vite", "bin", "vite.js");
  const { code, output } = await run(pinnedNode(), [vite, "build", "--outDir", half, "--emptyOutDir"], {
    env: { NODE_ENV: "production" },
  });
  if (code !== 0) {
    rmSync(half, { recursive: true, force: true });
    fail(`${output.trim()}\nThe staff console could not be built (see above).`);
  }
  writeFileSync(stamp(half), wanted);
  // Swapped in one go: a server that runs meanwhile never serves half a build.
  const old = `${half}-old`;
  mkdirSync(goal, { recursive: true });
  renameSync(goal, old);
  renameSync(half, goal);
  rmSync(old, { recursive: true, force: true });
}

// Files the browser cannot reach by the rules of the architecture: a change in them needs no new build.
const serverOnly =
  /\.test\.tsx?$|\.md$|^src\/platform\/|^src\/(server|cli)\.ts$|\/operations\/|\/(store|jobs|index)\.ts$/;

function consoleHash() {
  const hash = createHash("sha256");
  const files = ["package-lock.json", "vite.config.ts", ...filesUnder(join(root, "src"))];
  for (const file of files.filter((name) => !serverOnly.test(name)).sort()) {
    hash
      .update(`${file}\0`)
      .update(readFileSync(join(root, file)))
      .update("\0");
  }
  return hash.digest("hex");
}

function filesUnder(dir) {
  return readdirSync(dir, { withFileTypes: true }).flatMap((entry) => {
    const path = join(dir, entry.name);
    return entry.isDirectory() ? filesUnder(path) : [relative(root, path).replaceAll("\\", "/")];
  });
}
