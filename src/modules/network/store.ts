import type { OperationContext } from "../../platform/context.ts";
import { sql, type Timestamp, tables } from "../../platform/database.ts";
import { withinReach } from "../../platform/reach.ts";
import type { AreaTier } from "../../shared/area-path.ts";
import { notFound } from "../../shared/refusal.ts";

type State = "planned" | "running" | "paused" | "closed";

interface NetworkTables {
  areas: {
    code: string;
    name: string;
    shortName: string;
    tier: AreaTier;
    parentCode: string | null;
    path: string;
    officialCode: string | null;
    marks: string[];
  };
  clinics: {
    id: string;
    code: string;
    areaCode: string;
    path: string;
    tier: AreaTier;
    name: string;
    host: string;
    address: string;
    phone: string;
    contactIsDemo: boolean;
    lines: string[];
    access: string[];
    dialects: string[];
    rooms: string[];
    signboardOn: string | null;
    state: State;
    pauseReason: string | null;
    updatedAt: Timestamp;
  };
}

const q = (ctx: OperationContext) => tables<NetworkTables>(ctx);

export type AreaRow = NetworkTables["areas"];
export type ClinicRow = Omit<NetworkTables["clinics"], "updatedAt"> & { updatedAt: string };

/** What other modules need of a clinic. `path` is the `unit_path` of everything that happens there. */
export interface ClinicRef {
  id: string;
  code: string;
  name: string;
  tier: AreaTier;
  areaCode: string;
  path: string;
}

const refColumns = ["id", "code", "name", "tier", "areaCode", "path"] as const;

/** Clinics by id; unknown ids are left out. Public facts: no reach. */
export async function clinicsByIds(ctx: OperationContext, ids: readonly string[]): Promise<Map<string, ClinicRef>> {
  if (ids.length === 0) return new Map();
  const rows = await q(ctx)
    .selectFrom("clinics")
    .select(refColumns)
    .where("id", "in", [...new Set(ids)])
    .execute();
  return new Map(rows.map((row) => [row.id, row]));
}

/** One clinic, or undefined. */
export async function findClinic(ctx: OperationContext, id: string): Promise<ClinicRef | undefined> {
  return (await clinicsByIds(ctx, [id])).get(id);
}

/** The clinic that an area runs itself, by the area's short or official code; undefined where it runs none. */
export async function clinicOfArea(ctx: OperationContext, areaCode: string): Promise<ClinicRef | undefined> {
  return await q(ctx)
    .selectFrom("clinics")
    .select(refColumns)
    .where((e) =>
      e(
        "areaCode",
        "in",
        e
          .selectFrom("areas")
          .select("code")
          .where((a) => a.or([a("code", "=", areaCode), a("officialCode", "=", areaCode)])),
      ),
    )
    .executeTakeFirst();
}

/** Every clinic at or below a path, by path: for rosters, reports and the demo. */
export async function clinicsBelow(ctx: OperationContext, path: string): Promise<ClinicRef[]> {
  return await q(ctx)
    .selectFrom("clinics")
    .select(refColumns)
    .where(sql<boolean>`starts_with(path, ${path})`)
    .orderBy("path")
    .execute();
}

/** The whole row, or 404. */
export async function getClinicRow(ctx: OperationContext, id: string): Promise<ClinicRow> {
  const row = await q(ctx).selectFrom("clinics").selectAll().where("id", "=", id).executeTakeFirst();
  if (!row) throw notFound();
  return row;
}

/** The whole row within the caller's reach, locked for a change; else 404. */
export async function lockClinic(ctx: OperationContext, id: string): Promise<ClinicRow> {
  const row = await q(ctx)
    .selectFrom("clinics")
    .selectAll()
    .where("id", "=", id)
    .where(withinReach(ctx, "path"))
    .forUpdate()
    .executeTakeFirst();
  if (!row) throw notFound();
  return row;
}

export type ClinicChange = Partial<
  Pick<
    ClinicRow,
    "address" | "phone" | "contactIsDemo" | "access" | "dialects" | "rooms" | "signboardOn" | "state" | "pauseReason"
  >
>;

export async function saveClinic(ctx: OperationContext, id: string, change: ClinicChange): Promise<void> {
  await q(ctx)
    .updateTable("clinics")
    .set({ ...change, updatedAt: ctx.now })
    .where("id", "=", id)
    .execute();
}

/** How many clinics lie at or below each of these paths. */
export async function countClinicsBelow(ctx: OperationContext, paths: readonly string[]): Promise<Map<string, number>> {
  if (paths.length === 0) return new Map();
  const { rows } = await sql<{ path: string; clinics: number }>`
    select p.path, count(c.id) as clinics
      from unnest(${paths}::text[]) as p (path)
      left join clinics c on c.path >= p.path collate "C" and c.path < (left(p.path, -1) || '0') collate "C"
     group by p.path`.execute(q(ctx));
  return new Map(rows.map((row) => [row.path, row.clinics]));
}

/** Writes areas: new ones come in, known ones are brought to what the pack says. */
export async function saveAreas(ctx: OperationContext, rows: readonly AreaRow[]): Promise<void> {
  for (const part of slices(rows, 500))
    await q(ctx)
      .insertInto("areas")
      .values(part)
      .onConflict((on) =>
        on.column("code").doUpdateSet((e) => ({
          name: e.ref("excluded.name"),
          shortName: e.ref("excluded.shortName"),
          tier: e.ref("excluded.tier"),
          parentCode: e.ref("excluded.parentCode"),
          path: e.ref("excluded.path"),
          officialCode: e.ref("excluded.officialCode"),
          marks: e.ref("excluded.marks"),
        })),
      )
      .execute();
}

/** Writes clinics: new ones come in, of known ones only what the pack owns (place, tier, lines of business). */
export async function saveClinics(ctx: OperationContext, rows: readonly Omit<ClinicRow, "updatedAt">[]): Promise<void> {
  for (const part of slices(rows, 500))
    await q(ctx)
      .insertInto("clinics")
      .values(part.map((row) => ({ ...row, updatedAt: ctx.now })))
      .onConflict((on) =>
        on
          .column("code")
          .doUpdateSet((e) => ({
            areaCode: e.ref("excluded.areaCode"),
            path: e.ref("excluded.path"),
            tier: e.ref("excluded.tier"),
            lines: e.ref("excluded.lines"),
          }))
          .where(
            sql<boolean>`(clinics.area_code, clinics.path, clinics.tier, clinics.lines) is distinct from (excluded.area_code, excluded.path, excluded.tier, excluded.lines)`,
          ),
      )
      .execute();
}

function slices<T>(rows: readonly T[], size: number): T[][] {
  return Array.from({ length: Math.ceil(rows.length / size) }, (_, turn) => rows.slice(turn * size, (turn + 1) * size));
}
