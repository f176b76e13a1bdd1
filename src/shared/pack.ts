/**
 * A city as data (docs/architecture.md, `packs/<city>/`): identity, areas, clinics, service levels, categories, service
 * lines, forms, texts, professions. `parsePack` is pure; `platform/pack.ts` reads the folder.
 */
import { z } from "zod";
import type { CivilDate } from "./civil-time.ts";
import { type Area, PackError, parseAreas } from "./pack-areas.ts";
import { deriveClinics, type PackClinic } from "./pack-clinics.ts";
import {
  ClinicRules,
  Forms,
  MatterCategory,
  PackIdentity,
  PractitionerData,
  SERVICE_FORMS,
  ServiceLevel,
  ServiceLine,
  Texts,
  TIME_TYPES,
} from "./pack-schemas.ts";

export { type Area, PackError } from "./pack-areas.ts";
export {
  type ClinicAccess,
  clinicsWithin,
  districtCodeOf,
  occursOn,
  type PackClinic,
  type WeeklyPattern,
} from "./pack-clinics.ts";
export type {
  DangerPage,
  Forms,
  MatterCategory,
  PackIdentity,
  PractitionerData,
  ServiceFormCode,
  ServiceLevel,
  ServiceLine,
  Texts,
  TimeTypeCode,
} from "./pack-schemas.ts";

/** Names of the files that make a pack. */
export const PACK_FILES = [
  "pack.json",
  "areas.csv",
  "clinics.json",
  "service-levels.json",
  "categories.json",
  "service-lines.json",
  "forms.json",
  "texts.json",
  "practitioners.json",
] as const;

/** A checked city pack. The lookups throw {@link PackError} for codes it does not hold; `find…` may miss. */
export interface Pack extends PackIdentity {
  areas: readonly Area[];
  clinics: readonly PackClinic[];
  serviceLevels: readonly ServiceLevel[];
  categories: readonly MatterCategory[];
  serviceLines: readonly ServiceLine[];
  forms: Forms["forms"];
  timeTypes: Forms["timeTypes"];
  carriers: Forms["carriers"];
  texts: Texts;
  practitioners: PractitionerData;
  area(code: string): Area;
  findArea(code: string): Area | undefined;
  findAreaByPath(path: string): Area | undefined;
  /** Areas directly below, in the file's order. */
  areasBelow(code: string): readonly Area[];
  findClinic(code: string): PackClinic | undefined;
  category(code: string): MatterCategory;
  serviceLine(code: string): ServiceLine;
  /** The row of a service level that holds on a civil date. */
  serviceLevel(code: string, onDate: CivilDate): ServiceLevel;
}

function readJson<S extends z.ZodType>(files: Record<string, string>, file: string, schema: S): z.output<S> {
  let value: unknown;
  try {
    value = JSON.parse(textOf(files, file).replace(/^\ufeff/, ""));
  } catch (error) {
    if (error instanceof PackError) throw error;
    throw new PackError(file, `is not JSON: ${(error as Error).message}`);
  }
  const parsed = schema.safeParse(value);
  if (parsed.success) return parsed.data;
  const issue = parsed.error.issues[0]!;
  const [row, ...rest] = issue.path;
  const code =
    Array.isArray(value) && typeof row === "number" ? (value[row] as { code?: unknown } | null)?.code : undefined;
  const place =
    typeof row === "number"
      ? [`row ${row + 1}${typeof code === "string" ? ` (${code})` : ""}`, ...rest].join(".")
      : issue.path.join(".");
  throw new PackError(file, `${place || "whole file"}: ${issue.message}`);
}

function textOf(files: Record<string, string>, file: string): string {
  const text = Object.hasOwn(files, file) ? files[file] : undefined;
  if (text === undefined) throw new PackError(file, "is missing");
  return text;
}

function byCode<T extends { code: string }>(file: string, rows: readonly T[]): Map<string, T> {
  const map = new Map<string, T>();
  for (const [index, row] of rows.entries()) {
    if (map.has(row.code)) throw new PackError(file, `row ${index + 1}: ${row.code} is there twice`);
    map.set(row.code, row);
  }
  return map;
}

function needCodes(file: string, place: string, known: { has(code: string): boolean }, codes: Iterable<string>): void {
  for (const code of codes) if (!known.has(code)) throw new PackError(file, `${place}: ${code} is not known`);
}

function checkServiceLevels(file: string, rows: readonly ServiceLevel[]): Map<string, ServiceLevel[]> {
  const levels = new Map<string, ServiceLevel[]>();
  for (const [index, row] of rows.entries()) {
    const place = `row ${index + 1} (${row.code})`;
    if (row.limit === null && Object.keys(row.targets).length === 0)
      throw new PackError(file, `${place}: has neither a limit nor a target`);
    if (row.validTo !== undefined && row.validTo <= row.validFrom)
      throw new PackError(file, `${place}: ends before it begins`);
    for (const other of levels.get(row.code) ?? [])
      if (row.validFrom < (other.validTo ?? "9999-12-31") && other.validFrom < (row.validTo ?? "9999-12-31"))
        throw new PackError(
          file,
          `${place}: two rows hold on ${row.validFrom > other.validFrom ? row.validFrom : other.validFrom}`,
        );
    levels.set(row.code, [...(levels.get(row.code) ?? []), row]);
  }
  return levels;
}

/**
 * A pack out of its files' texts by file name ({@link PACK_FILES}; others are ignored). Checks shapes, codes and
 * references between the files. Throws {@link PackError} naming file and row.
 */
export function parsePack(files: Record<string, string>): Pack {
  const identity = readJson(files, "pack.json", PackIdentity);
  const areas = parseAreas("areas.csv", textOf(files, "areas.csv"));
  const rules = readJson(files, "clinics.json", ClinicRules);
  const serviceLevels = readJson(files, "service-levels.json", z.array(ServiceLevel));
  const categories = readJson(files, "categories.json", z.array(MatterCategory));
  const serviceLines = readJson(files, "service-lines.json", z.array(ServiceLine));
  const { forms, timeTypes, carriers } = readJson(files, "forms.json", Forms);
  const texts = readJson(files, "texts.json", Texts);
  const practitioners = readJson(files, "practitioners.json", PractitionerData);

  const areaByCode = byCode("areas.csv", areas);
  const areaByPath = new Map(areas.map((area) => [area.path, area]));
  const categoryByCode = byCode("categories.json", categories);
  const lineByCode = byCode("service-lines.json", serviceLines);
  const professionByCode = byCode("practitioners.json", practitioners.professions);
  const firmKinds = byCode("practitioners.json", practitioners.firmKinds);
  const levels = checkServiceLevels("service-levels.json", serviceLevels);

  needCodes("forms.json", "forms", byCode("forms.json", forms), SERVICE_FORMS);
  needCodes("forms.json", "timeTypes", byCode("forms.json", timeTypes), TIME_TYPES);
  needCodes("pack.json", "defaultArea", areaByCode, [identity.defaultArea]);
  needCodes("texts.json", "bring", categoryByCode, Object.keys(texts.bring));
  needCodes("clinics.json", "dialects.byDistrict", areaByCode, Object.keys(rules.dialects.byDistrict));
  const numbers = new Set([identity.hotline.number, ...identity.emergency.map((row) => row.number)]);
  for (const page of texts.danger) needCodes("texts.json", `danger ${page.code}, numbers`, numbers, page.numbers);
  for (const [tier, rule] of Object.entries(rules.tiers)) {
    needCodes("clinics.json", `${tier}, lines`, lineByCode, rule.lines);
    needCodes("clinics.json", `${tier}, staff`, professionByCode, rule.staff);
  }
  for (const { code, employer } of practitioners.professions)
    if (employer !== null) needCodes("practitioners.json", code, firmKinds, [employer]);
  const share = categories.reduce((sum, row) => sum + row.share, 0);
  if (Math.abs(share - 100) > 1e-6) throw new PackError("categories.json", `shares add up to ${share}, not 100`);

  const clinics = deriveClinics(areas, rules);
  const clinicByCode = new Map(clinics.map((clinic) => [clinic.code, clinic]));
  const below = Map.groupBy(areas, (area) => area.parent);

  const get = <T>(file: string, map: Map<string, T>, code: string): T => {
    const row = map.get(code);
    if (row === undefined) throw new PackError(file, `${code} is not known`);
    return row;
  };
  return {
    ...identity,
    areas,
    clinics,
    serviceLevels,
    categories,
    serviceLines,
    forms,
    timeTypes,
    carriers,
    texts,
    practitioners,
    area: (code) => get("areas.csv", areaByCode, code),
    findArea: (code) => areaByCode.get(code),
    findAreaByPath: (path) => areaByPath.get(path),
    areasBelow: (code) => below.get(code) ?? [],
    findClinic: (code) => clinicByCode.get(code),
    category: (code) => get("categories.json", categoryByCode, code),
    serviceLine: (code) => get("service-lines.json", lineByCode, code),
    serviceLevel: (code, onDate) => {
      const row = get("service-levels.json", levels, code).find(
        (level) => level.validFrom <= onDate && (level.validTo === undefined || onDate < level.validTo),
      );
      if (row === undefined) throw new PackError("service-levels.json", `${code} does not hold on ${onDate}`);
      return row;
    },
  };
}
