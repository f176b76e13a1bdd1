/**
 * Makes packs/changzhou/areas.csv out of the official list of divisions (columns code,name,tier,parent with the
 * statistics bureau's 12-digit codes):
 *
 *   node scripts/make-changzhou-areas.ts <official.csv> [areas.csv]
 *
 * What people keep by hand in areas.csv survives: rows without an official code (常州经开区, which is no official
 * division) and the column reporting_parent. Everything else is made again.
 */
import { existsSync, readFileSync, writeFileSync } from "node:fs";
import { parseAreas, parseCsv } from "../src/shared/pack-areas.ts";

const COLUMNS = [
  "code",
  "name",
  "short_name",
  "tier",
  "parent",
  "reporting_parent",
  "official_code",
  "kind",
  "marks",
] as const;
type Row = Record<(typeof COLUMNS)[number], string>;
const LENGTH: Record<string, number> = { city: 4, district: 6, town: 9, village: 12 };
const TIERS = Object.keys(LENGTH);

/** 华阳村村委会 → 华阳村, 盛世名门社区居委会 → 盛世名门社区, 北门居委会 → 北门, 东青社区居委会（含东青村村委） → 东青社区. */
function shortNameOf(name: string, tier: string): string {
  if (tier !== "village") return name;
  return name
    .replace(/[（(].*$/u, "")
    .replace(/村村委会$/u, "村")
    .replace(/村委会$/u, "村")
    .replace(/(?:居委会|居民委员会)$/u, "");
}

/** Digits 7–9 and 10–12 of 400 to 599 are units "similar to" a town or village; 498 and 598 hold nobody. */
function marksOf(row: { code: string; name: string; tier: string }): string[] {
  const own = Number(row.tier === "town" ? row.code.slice(6, 9) : row.tier === "village" ? row.code.slice(9) : 0);
  const marks: string[] = [];
  if (own >= 400 && own <= 599) marks.push("statisticalZone");
  if (row.tier === "village" && own % 100 === 98) marks.push("virtual");
  if (/含.*村/u.test(row.name)) marks.push("includesVillage");
  return marks;
}

function kindOf(row: { code: string; name: string; tier: string }): string {
  if (row.tier === "city") return "city";
  if (row.tier === "district") return row.name.endsWith("市") ? "countyCity" : "district";
  if (marksOf(row).includes("statisticalZone")) return "zone";
  if (row.tier === "town") return row.name.endsWith("街道") ? "subdistrict" : "town";
  return row.code.slice(9) < "200" ? "community" : "village";
}

const [official, target = "packs/changzhou/areas.csv"] = process.argv.slice(2);
if (official === undefined) {
  console.error("usage: node scripts/make-changzhou-areas.ts <official.csv> [areas.csv]");
  process.exit(2);
}
const kept = existsSync(target) ? parseCsv(target, readFileSync(target, "utf8")).map(({ row }) => row as Row) : [];
const reporting = new Map(kept.filter((row) => row.reporting_parent).map((row) => [row.code, row.reporting_parent]));

const given = parseCsv(official, readFileSync(official, "utf8")).map(({ row }) => ({
  code: row.code!,
  name: row.name!,
  tier: row.tier!,
  parent: row.parent!,
}));
// A prison has a code of its own in the statistics, and no clinic.
const prisons = new Set(given.filter((row) => row.tier === "town" && row.name.endsWith("监狱")).map((row) => row.code));
const divisions = given.filter((row) => !prisons.has(row.code) && !prisons.has(row.parent));
const cut = (code: string, tier: string) => code.slice(0, LENGTH[tier]);
const nameOf = new Map(divisions.map((row) => [row.code, row.name]));

const made: Row[] = divisions.map((row) => {
  const code = cut(row.code, row.tier);
  // A zone's bare name says nothing outside its district: 金坛区 + 经济开发区 → 金坛经济开发区.
  const bare = row.tier === "town" && /^(?:经济开发区|高新区)$/u.test(row.name);
  const prefix = bare ? (nameOf.get(row.parent) ?? "").replace(/[区市]$/u, "") : "";
  return {
    code,
    name: row.name.replace("(管理区）", "（管理区）"),
    short_name: prefix + shortNameOf(row.name, row.tier),
    tier: row.tier,
    parent: row.tier === "city" ? "" : cut(row.parent, TIERS[TIERS.indexOf(row.tier) - 1]!),
    reporting_parent: reporting.get(code) ?? "",
    official_code: row.code,
    kind: kindOf(row),
    marks: marksOf(row).join(" "),
  };
});
const own = kept.filter((row) => row.official_code === "" && row.name !== "");
const rows = [...made, ...own].sort(
  (a, b) => TIERS.indexOf(a.tier) - TIERS.indexOf(b.tier) || (a.code < b.code ? -1 : a.code > b.code ? 1 : 0),
);
const text = `${[COLUMNS.join(","), ...rows.map((row) => COLUMNS.map((column) => row[column]).join(","))].join("\n")}\n`;
const areas = parseAreas(target, text);
writeFileSync(target, text);
const count = (tier: string) => areas.filter((area) => area.tier === tier).length;
console.log(`${target}: ${TIERS.map((tier) => `${count(tier)} ${tier}`).join(", ")}; left out ${prisons.size} prisons`);
