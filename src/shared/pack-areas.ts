/** The areas of a city pack: `areas.csv` read, checked and given their paths. Pure. */
import { z } from "zod";
import { AREA_TIERS, type AreaTier, childPath } from "./area-path.ts";

/** A city pack that cannot be used. The message names file, row or field. */
export class PackError extends Error {
  readonly file: string;
  constructor(file: string, problem: string) {
    super(`city pack, ${file}: ${problem}`);
    this.name = "PackError";
    this.file = file;
  }
}

export const AREA_KINDS = [
  "city",
  "district",
  "countyCity",
  "developmentZone",
  "subdistrict",
  "town",
  "zone",
  "village",
  "community",
] as const;
export const AREA_MARKS = ["statisticalZone", "virtual", "reportingUnit", "includesVillage"] as const;

/** One unit of the city. `path` runs over reporting parents: it is what reach and roll-ups go by. */
export interface Area {
  code: string;
  /** Official full name: 华阳村村委会. */
  name: string;
  /** As people say it: 华阳村. */
  shortName: string;
  tier: AreaTier;
  /** Code of the area above in the reporting tree; undefined for the city. */
  parent: string | undefined;
  /** Code of the area above in the official division, where it differs from `parent`. */
  officialParent: string | undefined;
  /** 12-digit code of the national statistics bureau; empty for units that are no official division. */
  officialCode: string;
  kind: (typeof AREA_KINDS)[number];
  marks: readonly (typeof AREA_MARKS)[number][];
  path: string;
}

const AREA_COLUMNS = [
  "code",
  "name",
  "short_name",
  "tier",
  "parent",
  "reporting_parent",
  "official_code",
  "kind",
  "marks",
];

const AreaRow = z.strictObject({
  code: z.string().regex(/^[0-9A-Z]{2,16}$/, "digits and capital letters"),
  name: z.string().min(1),
  short_name: z.string().min(1),
  tier: z.enum(AREA_TIERS),
  parent: z.string(),
  reporting_parent: z.string(),
  official_code: z.string().regex(/^(\d{12})?$/, "12 digits or empty"),
  kind: z.enum(AREA_KINDS),
  marks: z
    .string()
    .transform((text) => text.split(" ").filter((mark) => mark !== ""))
    .pipe(z.array(z.enum(AREA_MARKS))),
});

/**
 * Rows of a CSV text with a header line (RFC 4180: quotes, doubled quotes; a byte-order mark and CRLF are taken).
 * Each row with its line number, 2 being the first after the header. Throws {@link PackError} naming `file` and line.
 */
export function parseCsv(file: string, text: string): { line: number; row: Record<string, string> }[] {
  const rows: { line: number; cells: string[] }[] = [];
  for (const [index, line] of text
    .replace(/^\ufeff/, "")
    .split(/\r?\n/)
    .entries()) {
    if (line.trim() === "") continue;
    const cells: string[] = [];
    const pattern = /(?:"((?:[^"]|"")*)"|([^",]*))(,|$)/y;
    let end = false;
    while (!end) {
      const found = pattern.exec(line);
      if (!found) throw new PackError(file, `line ${index + 1}: quotes do not match`);
      cells.push((found[1]?.replaceAll('""', '"') ?? found[2] ?? "").trim());
      end = found[3] === "";
    }
    rows.push({ line: index + 1, cells });
  }
  const header = rows.shift()?.cells;
  if (!header) throw new PackError(file, "is empty");
  return rows.map(({ line, cells }) => {
    if (cells.length !== header.length)
      throw new PackError(file, `line ${line}: ${cells.length} cells where the header has ${header.length}`);
    return { line, row: Object.fromEntries(header.map((name, place) => [name, cells[place]!])) };
  });
}

/**
 * Areas of `areas.csv` in the file's order. Checked: columns, codes unique, exactly one city, parents present and one
 * tier up (a reporting parent too), paths unique. Throws {@link PackError} naming file and line.
 */
export function parseAreas(file: string, text: string): Area[] {
  const rows = parseCsv(file, text).map(({ line, row }) => {
    const missing = AREA_COLUMNS.filter((column) => row[column] === undefined);
    if (missing.length > 0) throw new PackError(file, `column ${missing.join(", ")} is missing`);
    const parsed = AreaRow.safeParse(row);
    if (!parsed.success) {
      const issue = parsed.error.issues[0]!;
      throw new PackError(file, `line ${line}, ${issue.path.join(".") || "row"}: ${issue.message}`);
    }
    return { line, ...parsed.data };
  });
  type Row = (typeof rows)[number];
  const byCode = new Map<string, Row>();
  for (const row of rows) {
    const twin = byCode.get(row.code);
    if (twin) throw new PackError(file, `line ${row.line}: code ${row.code} is on line ${twin.line} already`);
    byCode.set(row.code, row);
  }
  if (rows.filter((row) => row.tier === "city").length !== 1) throw new PackError(file, "needs exactly one city");

  const above = (row: Row, column: "parent" | "reporting_parent"): Row => {
    const parent = byCode.get(row[column]);
    if (!parent) throw new PackError(file, `line ${row.line}: ${column} "${row[column]}" is not in the file`);
    if (AREA_TIERS.indexOf(parent.tier) !== AREA_TIERS.indexOf(row.tier) - 1)
      throw new PackError(file, `line ${row.line}: a ${row.tier} cannot lie in a ${parent.tier} (${column})`);
    return parent;
  };
  const paths = new Map<string, string>();
  const pathOf = (row: Row): string => {
    const known = paths.get(row.code);
    if (known !== undefined) return known;
    if (row.tier === "city") {
      if (row.parent !== "" || row.reporting_parent !== "")
        throw new PackError(file, `line ${row.line}: the city has no parent`);
    } else if (row.reporting_parent !== "") above(row, "parent");
    // Tiers descend by one at every step, so this ends.
    const base =
      row.tier === "city" ? "/" : pathOf(above(row, row.reporting_parent === "" ? "parent" : "reporting_parent"));
    const path = childPath(base, row.code);
    paths.set(row.code, path);
    return path;
  };
  return rows.map((row) => ({
    code: row.code,
    name: row.name,
    shortName: row.short_name,
    tier: row.tier,
    parent: row.reporting_parent || row.parent || undefined,
    officialParent: row.reporting_parent === "" ? undefined : row.parent,
    officialCode: row.official_code,
    kind: row.kind,
    marks: row.marks,
    path: pathOf(row),
  }));
}
