import { ensureAccount, grantTo, mintLink } from "../modules/identity/index.ts";
import { clinicOfArea } from "../modules/network/index.ts";
import { practitionersContract } from "../modules/practitioners/contract.ts";
import { practitionersWithin, registerDemoPractitioners } from "../modules/practitioners/index.ts";
import { rostersContract } from "../modules/rosters/contract.ts";
import { seedPatterns } from "../modules/rosters/index.ts";
import type { OperationContext, Platform } from "../platform/context.ts";
import { openDatabase } from "../platform/database.ts";
import { asSystem } from "../platform/system.ts";
import type { Runtime } from "../runtime.ts";
import { addDays, civilDate } from "../shared/civil-time.ts";
import { actAs } from "./actors.ts";
import { simulateMonth } from "./simulate.ts";

type Print = (line: string) => void;

/** Demo start: makes the city's month where there is none yet, then prints the addresses and who may sign in where. */
export async function seedDemo(runtime: Runtime, port: number, print: Print): Promise<void> {
  const { platform } = runtime;
  const started = performance.now();
  const city = platform.pack.areas[0];
  if (!city) throw new Error("The city pack has no areas.");
  const caller = { ...systemCity, reach: city.path };
  const api = actAs(platform, caller, platform.clock());
  const { total } = await api(practitionersContract).list({ size: 1 });
  const { total: sessions } = await api(rostersContract).listSessions({ size: 1 });
  if (total === 0 || sessions === 0) {
    print(`${platform.pack.name}：演示城市准备中（约一两分钟）/ making the demo city …`);
    await seedCity(runtime, { matters: 3_400, seed: 2021 }, print);
    print(`  ready in ${((performance.now() - started) / 1000).toFixed(0)} s`);
  }
  const links = await asSystem(platform, "identity.demoLinks", (ctx) => demoAccounts(ctx));
  const base = `http://localhost:${port}`;
  print("");
  print(`法律门诊 · ${platform.pack.name}（演示：人物和数据都是虚构的 / demo: all people are invented）`);
  print(`  群众门户 resident portal     ${base}/`);
  print(`  工作台 staff console         ${base}/console/`);
  for (const { label, path, board } of links) {
    print(`  ${label.padEnd(22, "　")}  ${base}${path}`);
    if (board) print(`  ${"候诊屏 waiting-room board".padEnd(22)}  ${base}${board}`);
  }
  print("  每个链接只能用一次，24 小时内有效 / each link works once, within 24 hours. Ctrl C stops.");
}

const systemCity = {
  kind: "staff" as const,
  accountId: "00000000-0000-7000-8000-000000000001",
  grantId: "00000000-0000-7000-8000-000000000001",
  signInId: "00000000-0000-7000-8000-000000000001",
  name: "演示",
  role: "city" as const,
  clinicId: null,
  practitionerId: null,
  mustSetPassword: false,
};

/** People, weekly patterns, two months of sessions, and a month of matters played through the operations. */
export async function seedCity(
  runtime: Runtime,
  options: { matters: number; seed: number },
  print: Print,
): Promise<void> {
  // Invented data need not survive a power cut in the middle of being invented: commits do not wait for the disk.
  const relaxed = new URL(runtime.appUrl);
  relaxed.searchParams.set("options", "-c synchronous_commit=off");
  const { db, close } = openDatabase(relaxed.toString(), { max: 10 });
  try {
    await makeCity({ ...runtime.platform, database: db }, options, print);
  } finally {
    await close();
  }
}

async function makeCity(platform: Platform, options: { matters: number; seed: number }, print: Print): Promise<void> {
  const until = platform.clock();
  const today = civilDate(until);
  const from = addDays(today, -31);
  await asSystem(platform, "rosters.demo", async (ctx) => {
    const serving = await registerDemoPractitioners(ctx, { seed: options.seed });
    await seedPatterns(ctx, (clinicId) => serving.get(clinicId) ?? [], from);
  });
  const city = platform.pack.areas[0];
  const caller = { ...systemCity, reach: city?.path ?? "/" };
  // Published as of the month's start, so that bookings of that month find them.
  const published = await actAs(
    platform,
    caller,
    new Date(until.getTime() - 40 * 86_400_000),
  )(rostersContract).publishFromPatterns({ from, to: addDays(today, 28) });
  print(`  ${platform.pack.clinics.length} clinics, ${published.created} sessions`);
  const hotline = await asSystem(platform, "network.demoHotline", (ctx) => clinicOfArea(ctx, city?.code ?? ""));
  if (!hotline) throw new Error("The city has no clinic of its own.");
  const result = await simulateMonth(platform, {
    matters: options.matters,
    seed: options.seed,
    until,
    days: 31,
    accountId: systemCity.accountId,
    hotline: { clinicId: hotline.id, path: hotline.path },
    report: print,
  });
  print(
    `  ${result.matters} matters, ${result.booked} booked, ${result.rated} rated, ${result.emptySessions} of ${result.sessions} sessions without visitors`,
  );
  const refused = Object.entries(result.refused);
  if (refused.length > 0) print(`  refused on the way: ${refused.map(([code, n]) => `${code} ${n}`).join(", ")}`);
}

/** One account a role, each with a fresh one-time link. */
async function demoAccounts(ctx: OperationContext): Promise<{ label: string; path: string; board?: string }[]> {
  const { pack } = ctx;
  const city = pack.areas[0];
  const district = pack.areas.find((area) => area.tier === "district");
  const town = district && pack.areasBelow(district.code).find((area) => area.tier === "town");
  const village = town && pack.areasBelow(town.code).find((area) => area.tier === "village");
  if (!city || !district || !town || !village) throw new Error("The demo needs four tiers.");
  const clinic = await clinicOfArea(ctx, town.code);
  const lawyer = (await practitionersWithin(ctx, town.path)).find((person) => person.profession === "lawyer");
  if (!clinic || !lawyer) throw new Error("The demo town has no clinic or no lawyer.");
  const people = [
    {
      name: "demo.clerk",
      label: `${clinic.name} 窗口`,
      grant: { role: "clerk", unitPath: clinic.path, unitName: clinic.name, clinicId: clinic.id },
      board: `/board/${clinic.id}`,
    },
    {
      name: "demo.lawyer",
      label: `律师 ${lawyer.name}`,
      grant: {
        role: "practitioner",
        unitPath: clinic.path,
        unitName: clinic.name,
        clinicId: clinic.id,
        practitionerId: lawyer.id,
      },
    },
    {
      name: "demo.town",
      label: `${town.shortName}司法所`,
      grant: { role: "town", unitPath: town.path, unitName: `${town.shortName}司法所` },
    },
    {
      name: "demo.district",
      label: `${district.shortName}司法局`,
      grant: { role: "district", unitPath: district.path, unitName: `${district.shortName}司法局` },
    },
    { name: "demo.city", label: pack.bureau, grant: { role: "city", unitPath: city.path, unitName: pack.bureau } },
    {
      name: "demo.proxy",
      label: `${village.shortName}代办员`,
      grant: { role: "proxy", unitPath: village.path, unitName: village.shortName },
    },
    {
      name: "demo.system",
      label: "系统管理员",
      grant: { role: "systemAdmin", unitPath: city.path, unitName: pack.bureau },
    },
    {
      name: "demo.security",
      label: "安全管理员",
      grant: { role: "securityAdmin", unitPath: city.path, unitName: pack.bureau },
    },
    {
      name: "demo.audit",
      label: "审计管理员",
      grant: { role: "auditAdmin", unitPath: city.path, unitName: pack.bureau },
    },
  ] as const;
  const links: { label: string; path: string; board?: string }[] = [];
  for (const { name, label, grant, ...rest } of people) {
    const accountId = await ensureAccount(ctx, { loginName: name, displayName: label });
    await grantTo(ctx, accountId, grant);
    links.push({ label, path: await mintLink(ctx, accountId, 24), ...("board" in rest ? { board: rest.board } : {}) });
  }
  return links;
}
