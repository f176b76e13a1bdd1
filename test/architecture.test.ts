import { readdirSync, readFileSync, statSync } from "node:fs";
import { dirname, join, relative, resolve } from "node:path";
import { describe, expect, test } from "vitest";
import { moduleNames } from "../src/modules.ts";

const root = join(import.meta.dirname, "..");

interface Import {
  from: string;
  to: string;
  /** `import type`: gone at run time. */
  typeOnly: boolean;
}

const files = listFiles(join(root, "src")).map((file) => relative(root, file));
const imports = files.flatMap(importsOf);
const isTest = (file: string) => /\.test\.tsx?$|\.fixture\.ts$/.test(file);
const moduleOf = (file: string) => /^src\/modules\/([^/]+)\//.exec(file)?.[1];
const isConsole = (file: string) => /^src\/(console\.tsx|ui\/console\/|modules\/[^/]+\/console\/)/.test(file);
const isPortal = (file: string) => /^src\/(ui\/portal\/|modules\/[^/]+\/portal\/)/.test(file);
const isPure = (file: string) =>
  /^src\/(shared\/|engines\/|modules\/[^/]+\/(contract|labels|rules)\.ts$)/.test(file) && !isTest(file);
/** What other modules may import of a module. */
const isDoor = (file: string) =>
  /^src\/modules\/[^/]+\/(index|contract|labels|rules)\.ts$|^src\/modules\/[^/]+\/console\/panels\.tsx$/.test(file);

/** Each rule finds the imports that break it. The words are the rules of docs/architecture.md. */
const rules: [string, (i: Import) => boolean][] = [
  [
    "shared imports nothing of ours",
    ({ from, to }) => from.startsWith("src/shared/") && to.startsWith("src/") && !to.startsWith("src/shared/"),
  ],
  [
    "platform imports shared only",
    ({ from, to }) =>
      from.startsWith("src/platform/") && to.startsWith("src/") && !/^src\/(shared|platform)\//.test(to),
  ],
  [
    "engines import shared and their own folder only",
    ({ from, to }) =>
      from.startsWith("src/engines/") &&
      to.startsWith("src/") &&
      !to.startsWith("src/shared/") &&
      dirname(to).split("/")[2] !== dirname(from).split("/")[2],
  ],
  [
    "ui imports shared and ui only",
    ({ from, to }) =>
      from.startsWith("src/ui/") && to.startsWith("src/") && !/^src\/(shared|ui)\//.test(to) && !/preview/.test(from),
  ],
  [
    "a module imports only modules before it",
    ({ from, to }) => {
      const [a, b] = [moduleOf(from), moduleOf(to)];
      return a !== undefined && b !== undefined && order(b) > order(a);
    },
  ],
  [
    "across modules only through doors",
    ({ from, to }) => {
      const [a, b] = [moduleOf(from), moduleOf(to)];
      return a !== undefined && b !== undefined && a !== b && !isDoor(to);
    },
  ],
  [
    "browser files never reach the server",
    ({ from, to, typeOnly }) =>
      isConsole(from) &&
      !typeOnly &&
      (/^node:/.test(to) ||
        to.startsWith("src/platform/") ||
        /^src\/modules\/[^/]+\/(store|jobs|index|view)[^/]*\.ts$|\/operations\/|\/portal\//.test(to)),
  ],
  [
    "the portal never reaches React or Ant Design",
    ({ from, to }) => isPortal(from) && /^(react|antd|@ant-design|@tanstack)/.test(to),
  ],
  ["the console never reaches hono", ({ from, to }) => isConsole(from) && /^hono/.test(to)],
  [
    "pure files reach no server, no clock of the machine, no database",
    ({ from, to, typeOnly }) =>
      isPure(from) && !typeOnly && (/^node:|^pg$|^kysely$|^hono/.test(to) || to.startsWith("src/platform/")),
  ],
  [
    "oRPC is imported in three files",
    ({ from, to }) =>
      to.startsWith("@orpc/") && !["src/shared/contract.ts", "src/platform/api.ts", "src/ui/api.ts"].includes(from),
  ],
  ["pg-boss is imported in one file", ({ from, to }) => to === "pg-boss" && from !== "src/platform/jobs.ts"],
  [
    "demo code is reached from the composition only",
    ({ from, to }) => to.startsWith("src/demo/") && !/^src\/(demo\/|server\.ts|cli\.ts)/.test(from),
  ],
];

const order = (name: string) => (moduleNames as readonly string[]).indexOf(name);

describe("imports", () => {
  test("the table sees the program", () => {
    expect(imports.length).toBeGreaterThan(500);
    expect(new Set(files.map(moduleOf)).size).toBeGreaterThan(moduleNames.length);
  });
  test.each(rules)("%s", (_rule, breaks) => {
    const broken = imports.filter((i) => !isTest(i.from) && breaks(i)).map((i) => `${i.from} → ${i.to}`);
    expect(broken).toEqual([]);
  });
});

describe("files", () => {
  test("modules are those of the list", () => {
    expect(readdirSync(join(root, "src/modules")).sort()).toEqual([...moduleNames].sort());
  });
  test("no file is over 400 lines, tests 800", () => {
    const all = [
      ...files,
      ...listFiles(join(root, "test")).map((file) => relative(root, file)),
      ...listFiles(join(root, "bench")).map((file) => relative(root, file)),
    ];
    const long = all
      .map((file) => [file, readFileSync(join(root, file), "utf8").split("\n").length] as const)
      .filter(([file, lines]) => lines > (/test\//.test(file) || isTest(file) ? 801 : 401));
    expect(long).toEqual([]);
  });
  test("no default exports, no enums, no classes but errors", () => {
    const found = files.flatMap((file) => {
      const text = readFileSync(join(root, file), "utf8");
      const bad: string[] = [];
      if (/^export default/m.test(text)) bad.push(`${file}: default export`);
      if (/^(export )?(const )?enum /m.test(text)) bad.push(`${file}: enum`);
      for (const match of text.matchAll(/^(?:export )?(?:abstract )?class (\w+)( extends \w+)?/gm))
        if (!match[2] || !/Error|Refusal|Denied|CommitThenThrow|Component/.test(match[2]))
          bad.push(`${file}: class ${match[1]}`);
      return bad;
    });
    expect(found).toEqual([]);
  });
  test("nothing is called utils, and every module explains itself in 40 lines", () => {
    expect(files.filter((file) => /utils?(\.ts|\/)/.test(file))).toEqual([]);
    for (const name of moduleNames) {
      const lines = readFileSync(join(root, "src/modules", name, "README.md"), "utf8")
        .trimEnd()
        .split("\n").length;
      expect(lines, `${name}/README.md`).toBeLessThanOrEqual(40);
    }
  });
});

describe("purity", () => {
  const clock = /\bnew Date\(\)|\bDate\.now\(|\bMath\.random\(|\bperformance\.now\(|\bcrypto\.random/;
  test("contract, labels, rules, shared and engines have no clock and no randomness", () => {
    expect(files.filter(isPure).filter((file) => clock.test(code(file)))).toEqual([]);
  });
  test("operations and stores take the time from the context", () => {
    const server = files.filter(
      (file) => /^src\/modules\/[^/]+\/(operations\/|store|jobs|view|index)/.test(file) && !isTest(file),
    );
    expect(
      server.filter((file) =>
        /\bnew Date\(\)|\bDate\.now\(|\bnow\(\)|current_timestamp|current_date/i.test(code(file)),
      ),
    ).toEqual([]);
  });
  test("SQL is written in stores only", () => {
    const elsewhere = files.filter(
      (file) =>
        moduleOf(file) &&
        !/\/store[^/]*\.ts$/.test(file) &&
        !isTest(file) &&
        /\b(selectFrom|insertInto|updateTable|deleteFrom)\(|sql`/.test(code(file)),
    );
    expect(elsewhere).toEqual([]);
  });
  test("Node's own SM2 signing, which is not SM2, is never used (CRY-06)", () => {
    expect(files.filter((file) => /createSign|crypto\.sign\(|createVerify/.test(code(file)))).toEqual([]);
  });
  test("no path of a machine, no registry and no city in the code", () => {
    const program = files.filter((file) => !isTest(file) && !/preview/.test(file));
    expect(program.filter((file) => /\/(root|home)\/[a-z]|registry\.npmjs/.test(code(file)))).toEqual([]);
    expect(
      program.filter(
        (file) =>
          /常州|武进|溧阳|changzhou/i.test(code(file)) &&
          !/config\.ts$|platform\/pack\.ts$/.test(file) &&
          !/identity\/rules/.test(file),
      ),
    ).toEqual([]);
  });
});

function code(file: string): string {
  return readFileSync(join(root, file), "utf8")
    .replace(/\/\*[\s\S]*?\*\//g, "")
    .replace(/^\s*\/\/.*$/gm, "");
}

function importsOf(file: string): Import[] {
  const text = code(file);
  const found: Import[] = [];
  for (const match of text.matchAll(
    /(?:^|\n)\s*(import|export)\s+(type\s+)?(?:[^'"`;]*?\sfrom\s+)?["']([^"']+)["']|import\(\s*["']([^"']+)["']\s*\)/g,
  )) {
    const target = match[3] ?? match[4];
    if (!target) continue;
    const to = target.startsWith(".") ? relative(root, resolve(root, dirname(file), target)) : target;
    found.push({
      from: file,
      to,
      typeOnly: Boolean(match[2]) || (/import\(/.test(match[0]) === false && /\btypeof import\(/.test(match[0])),
    });
  }
  return found;
}

function listFiles(dir: string): string[] {
  return readdirSync(dir).flatMap((name) => {
    const path = join(dir, name);
    if (statSync(path).isDirectory()) return listFiles(path);
    return /\.tsx?$/.test(name) ? [path] : [];
  });
}
