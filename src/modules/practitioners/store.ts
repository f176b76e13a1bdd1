import type { OperationContext } from "../../platform/context.ts";
import { sql, type Timestamp, tables } from "../../platform/database.ts";
import { withinReach } from "../../platform/reach.ts";
import { notFound } from "../../shared/refusal.ts";
import type { LicenceKind, Practitioner, Profession } from "./contract.ts";
import { movesFor } from "./rules.ts";

interface PractitionerTables {
  practitioners: {
    id: string;
    code: string;
    unitPath: string;
    name: string;
    profession: Profession;
    licenceKind: LicenceKind | null;
    licenceNo: string | null;
    employer: string;
    publicServant: boolean;
    goodAt: string[];
    languages: string[];
    isDemo: boolean;
    state: Practitioner["state"];
    phoneSealed: string | null;
    updatedAt: Timestamp;
  };
}

const q = (ctx: OperationContext) => tables<PractitionerTables>(ctx);
const columns = [
  "id",
  "code",
  "unitPath",
  "name",
  "profession",
  "licenceKind",
  "licenceNo",
  "employer",
  "publicServant",
  "goodAt",
  "languages",
  "isDemo",
  "state",
] as const;

export type PractitionerRow = Pick<PractitionerTables["practitioners"], (typeof columns)[number]>;
export type NewPractitioner = PractitionerRow & { phoneSealed: string | null };

/** A row as the contract shows it. Names of those who serve are public (公示); their telephones are not. */
export function practitionerView(ctx: OperationContext, row: PractitionerRow): Practitioner {
  const manages = ctx.can("practitioner:manage") && ctx.reach !== null && row.unitPath.startsWith(ctx.reach);
  return { ...row, licenceKind: row.licenceKind ?? "none", can: movesFor(row.state, manages) };
}

/** Practitioners by id, whatever their state; unknown ids are left out. Public facts: no reach. */
export async function practitionersByIds(
  ctx: OperationContext,
  ids: readonly string[],
): Promise<Map<string, Practitioner>> {
  if (ids.length === 0) return new Map();
  const rows = await q(ctx)
    .selectFrom("practitioners")
    .select(columns)
    .where("id", "in", [...new Set(ids)])
    .execute();
  return new Map(rows.map((row) => [row.id, practitionerView(ctx, row)]));
}

/** Active practitioners registered at or below a path, those of the upper units first. */
export async function practitionersWithin(ctx: OperationContext, path: string): Promise<Practitioner[]> {
  const rows = await q(ctx)
    .selectFrom("practitioners")
    .select(columns)
    .where(below(path))
    .where("state", "=", "active")
    .orderBy("unitPath")
    .orderBy("code")
    .execute();
  return rows.map((row) => practitionerView(ctx, row));
}

/** One practitioner, or 404. */
export async function getPractitioner(ctx: OperationContext, id: string): Promise<Practitioner> {
  const person = (await practitionersByIds(ctx, [id])).get(id);
  if (!person) throw notFound();
  return person;
}

export async function listPractitioners(
  ctx: OperationContext,
  question: { path?: string; q?: string; profession?: Profession; active?: boolean; page: number; size: number },
): Promise<{ items: Practitioner[]; total: number }> {
  let query = q(ctx).selectFrom("practitioners");
  if (question.path) query = query.where(below(question.path));
  if (question.profession) query = query.where("profession", "=", question.profession);
  if (question.active) query = query.where("state", "=", "active");
  if (question.q) {
    const pattern = `%${question.q.replace(/[\\%_]/g, "\\$&")}%`;
    query = query.where((e) => e.or([e("name", "like", pattern), e("employer", "like", pattern)]));
  }
  const { total } = await query.select((e) => e.fn.countAll<number>().as("total")).executeTakeFirstOrThrow();
  const rows = await query
    .select(columns)
    .orderBy("unitPath")
    .orderBy("code")
    .limit(question.size)
    .offset((question.page - 1) * question.size)
    .execute();
  return { items: rows.map((row) => practitionerView(ctx, row)), total };
}

/** The person within the caller's reach, locked for a change; else 404. */
export async function lockPractitioner(ctx: OperationContext, id: string): Promise<PractitionerRow> {
  const row = await q(ctx)
    .selectFrom("practitioners")
    .select(columns)
    .where("id", "=", id)
    .where(withinReach(ctx, "unit_path"))
    .forUpdate()
    .executeTakeFirst();
  if (!row) throw notFound();
  return row;
}

/** Adds people; those whose code is there already stay as they are. */
export async function insertPractitioners(ctx: OperationContext, rows: readonly NewPractitioner[]): Promise<void> {
  for (let start = 0; start < rows.length; start += 500)
    await q(ctx)
      .insertInto("practitioners")
      .values(rows.slice(start, start + 500).map((row) => ({ ...row, updatedAt: ctx.now })))
      .onConflict((on) => on.column("code").doNothing())
      .execute();
}

export async function updatePractitioner(
  ctx: OperationContext,
  id: string,
  change: Partial<Omit<NewPractitioner, "id" | "code" | "unitPath" | "isDemo">>,
): Promise<void> {
  await q(ctx)
    .updateTable("practitioners")
    .set({ ...change, updatedAt: ctx.now })
    .where("id", "=", id)
    .execute();
}

/** Ids of people by code. */
export async function idsByCode(ctx: OperationContext, codes: readonly string[]): Promise<Map<string, string>> {
  const rows = await q(ctx)
    .selectFrom("practitioners")
    .select(["id", "code"])
    .where(sql<boolean>`code = any(${codes}::text[])`)
    .execute();
  return new Map(rows.map((row) => [row.code, row.id]));
}

const below = (path: string) =>
  sql<boolean>`(unit_path >= ${path} collate "C" and unit_path < ${`${path.slice(0, -1)}0`} collate "C")`;
