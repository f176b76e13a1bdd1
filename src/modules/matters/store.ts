import type { RawBuilder, SelectQueryBuilder } from "kysely";
import type { z } from "zod";
import type { OperationContext } from "../../platform/context.ts";
import { type Generated, sql, type Timestamp, tables } from "../../platform/database.ts";
import { withinReach } from "../../platform/reach.ts";
import type { Channel, MatterRow, MatterState } from "./contract.ts";
import { MOST_COUNTED, ratingClocks, seesRatings } from "./rules.ts";

export interface MatterTables {
  matters: {
    id: string;
    number: string;
    channel: z.infer<typeof Channel>;
    clinicId: string;
    unitPath: string;
    residentId: string | null;
    practitionerId: string | null;
    openedBy: string | null;
    state: MatterState;
    category: string | null;
    categoryBy: "triage" | "resident" | "staff" | null;
    triage: object | null;
    flags: string[];
    serviceLines: string[];
    narrativeSealed: string | null;
    counterpartSealed: string | null;
    amountFen: number | null;
    limitationDate: string | null;
    identityRefused: boolean;
    personGroups: string[];
    contactLookup: string | null;
    onceLookup: string | null;
    noticeVersion: string;
    tokens: string[];
    outcome: MatterRow["outcome"];
    simulated: Generated<boolean>;
    openedAt: Timestamp;
    closedAt: Timestamp | null;
    updatedAt: Timestamp;
  };
}

const q = (ctx: OperationContext) => tables<MatterTables>(ctx);

const refColumns = [
  "id",
  "number",
  "channel",
  "clinicId",
  "unitPath",
  "residentId",
  "practitionerId",
  "openedBy",
  "state",
  "category",
  "flags",
  "serviceLines",
  "identityRefused",
  "personGroups",
  "outcome",
  "openedAt",
  "closedAt",
] as const;

/** What other modules may know of a matter: no words of anybody. */
export type MatterRef = Omit<Pick<MatterTables["matters"], (typeof refColumns)[number]>, "openedAt" | "closedAt"> & {
  openedAt: string;
  closedAt: string | null;
};

const own = { resident: "matters.residentId", practitioner: "matters.practitionerId", account: "matters.openedBy" };

/** The application's wall. A practitioner also reaches, by id, the matter of whoever was called into his session. */
function reached(ctx: OperationContext, byId: boolean): RawBuilder<boolean> {
  const wall = withinReach(ctx, "matters.unitPath", own);
  return byId && ctx.role === "practitioner" ? sql<boolean>`(${wall} or wall_called(matters.id))` : wall;
}

/** A matter within the caller's reach, or undefined. */
export async function findMatter(ctx: OperationContext, id: string): Promise<MatterRef | undefined> {
  return await q(ctx)
    .selectFrom("matters")
    .select(refColumns)
    .where("id", "=", id)
    .where(reached(ctx, true))
    .executeTakeFirst();
}

/** Matters by id within the caller's reach. */
export async function mattersByIds(ctx: OperationContext, ids: readonly string[]): Promise<Map<string, MatterRef>> {
  const wanted = [...new Set(ids)];
  if (wanted.length === 0) return new Map();
  const rows = await q(ctx)
    .selectFrom("matters")
    .select(refColumns)
    .where("id", "in", wanted)
    .where(reached(ctx, true))
    .execute();
  return new Map(rows.map((row) => [row.id, row]));
}

/**
 * The matter behind a number and the keyed value of the phone that was left with it. Number and phone are the proof, so
 * no reach is asked: only for `proof` endpoints, whose database wall is open.
 */
export async function findByProof(
  ctx: OperationContext,
  number: string,
  contact: string,
): Promise<MatterRef | undefined> {
  return await q(ctx)
    .selectFrom("matters")
    .select(refColumns)
    .where("number", "=", number)
    .where("contactLookup", "=", contact)
    .executeTakeFirst();
}

const listColumns = [...refColumns, "narrativeSealed"] as const;
export type ListedMatter = MatterRef & { narrativeSealed: string | null };

/** The whole row within the caller's reach, or undefined. */
export async function findMatterPage(ctx: OperationContext, id: string) {
  return await q(ctx)
    .selectFrom("matters")
    .select([...listColumns, "counterpartSealed", "amountFen", "limitationDate"])
    .where("id", "=", id)
    .where(reached(ctx, true))
    .executeTakeFirst();
}
export type MatterPage = NonNullable<Awaited<ReturnType<typeof findMatterPage>>>;

/** The next running number of the city. */
export async function nextNumber(ctx: OperationContext): Promise<number> {
  const { rows } = await sql<{ next: number }>`select nextval('matter_numbers') as next`.execute(ctx.db);
  return rows[0]!.next;
}

export type NewMatter = Omit<
  MatterTables["matters"],
  "simulated" | "openedAt" | "closedAt" | "updatedAt" | "outcome" | "state"
>;

/** Writes a matter down; false when the sender's key has made one already ({@link findOnce}). */
export async function insertMatter(ctx: OperationContext, matter: NewMatter): Promise<boolean> {
  const { numInsertedOrUpdatedRows } = await q(ctx)
    .insertInto("matters")
    .values({ ...matter, state: "open", outcome: null, openedAt: ctx.now, closedAt: null, updatedAt: ctx.now })
    .onConflict((conflict) => conflict.column("onceLookup").doNothing())
    .executeTakeFirst();
  return numInsertedOrUpdatedRows === 1n;
}

/** The matter that was made under a sender's key, within reach. */
export async function findOnce(
  ctx: OperationContext,
  onceLookup: string,
): Promise<{ id: string; number: string } | undefined> {
  return await q(ctx)
    .selectFrom("matters")
    .select(["id", "number"])
    .where("onceLookup", "=", onceLookup)
    .where(reached(ctx, false))
    .executeTakeFirst();
}

/** Sets the next state where the matter still stands in the state that was decided on; false when it does not. */
export async function setState(
  ctx: OperationContext,
  id: string,
  from: MatterState,
  to: MatterState,
  outcome: MatterRow["outcome"],
): Promise<boolean> {
  const over = to === "closed" || to === "withdrawn";
  const { numUpdatedRows } = await q(ctx)
    .updateTable("matters")
    .set({ state: to, outcome, closedAt: over ? ctx.now : null, updatedAt: ctx.now })
    .where("id", "=", id)
    .where("state", "=", from)
    .where(reached(ctx, true))
    .executeTakeFirst();
  return numUpdatedRows === 1n;
}

export type MatterChange = Partial<
  Pick<MatterTables["matters"], "practitionerId" | "category" | "categoryBy" | "contactLookup" | "tokens">
>;

/** Changes a matter within reach; false when there is none. */
export async function changeMatter(ctx: OperationContext, id: string, change: MatterChange): Promise<boolean> {
  const { numUpdatedRows } = await q(ctx)
    .updateTable("matters")
    .set({ ...change, updatedAt: ctx.now })
    .where("id", "=", id)
    .where(reached(ctx, true))
    .executeTakeFirst();
  return numUpdatedRows === 1n;
}

/** A resident's matters with what their search tokens are made of, for the system only. */
export async function wordsOfResident(ctx: OperationContext, residentId: string) {
  return await q(ctx)
    .selectFrom("matters")
    .select(["id", "number", "narrativeSealed", "counterpartSealed"])
    .where("residentId", "=", residentId)
    .where(reached(ctx, false))
    .execute();
}

export interface MatterFilter {
  states?: MatterState[];
  category?: string;
  channel?: z.infer<typeof Channel>;
  clinicId?: string;
  practitionerId?: string;
  /** Prefix of the place, within the reach or not: the reach holds anyway. */
  path?: string;
  openedFrom?: Date;
  openedBefore?: Date;
  closedFrom?: Date;
  closedBefore?: Date;
  /** Running clocks: any, due before an instant. */
  clock?: { dueBefore?: Date; dueFrom?: Date };
  flag?: string;
  number?: string;
  /** Keyed tokens that must all be there. */
  tokens?: string[];
}

export interface MatterOrder {
  sort: "newest" | "oldest" | "due";
  page: number;
  size: number;
}

const MOST_FOUND = 2_000;

/** One page of matters within the caller's reach, and how many there are (counted up to 10,001). */
export async function listMatters(
  ctx: OperationContext,
  filter: MatterFilter,
  order: MatterOrder,
): Promise<{ rows: ListedMatter[]; total: number }> {
  const found = await foundByIndex(ctx, filter);
  const matching = q(ctx)
    .selectFrom("matters")
    .where((eb) => eb.and(conditions(ctx, filter, found).map((condition) => eb.parens(condition))));
  const total = await countUpTo(ctx, matching, MOST_COUNTED);
  const offset = (order.page - 1) * order.size;
  if (offset >= total) return { rows: [], total };
  if (order.sort === "due") return { rows: await byDue(ctx, matching, order.size, offset), total };
  const direction = order.sort === "oldest" ? "asc" : "desc";
  const rows = await matching
    .select(listColumns)
    .orderBy("openedAt", direction)
    .orderBy("id", direction)
    .limit(order.size)
    .offset(offset)
    .execute();
  return { rows, total };
}

type Matching = SelectQueryBuilder<MatterTables, "matters", unknown>;

async function countUpTo(ctx: OperationContext, matching: Matching, most: number): Promise<number> {
  const { total } = await q(ctx)
    .selectFrom(matching.select(sql<number>`1`.as("one")).limit(most).as("counted"))
    .select((eb) => eb.fn.countAll<number>().as("total"))
    .executeTakeFirstOrThrow();
  return total;
}

/** Matters with a running clock by its due, then the others, newest first: two queries that both go by an index. */
async function byDue(ctx: OperationContext, matching: Matching, size: number, offset: number): Promise<ListedMatter[]> {
  const due = sql<{ matterId: string; dueAt: string }>`(
    select c.matter_id, min(c.due_at) as due_at from matter_clocks c where ${clockConditions(ctx, {})} group by c.matter_id)`;
  const timed = matching.innerJoin(due.as("timed"), "timed.matterId", "matters.id");
  const first = await timed
    .select(listColumns.map((column) => `matters.${column}` as const))
    .orderBy("timed.dueAt")
    .orderBy("matters.id")
    .limit(size)
    .offset(offset)
    .execute();
  if (first.length === size) return first;
  const before =
    first.length > 0 ? offset + first.length : await countUpTo(ctx, timed as unknown as Matching, MOST_COUNTED);
  const rest = await matching
    .where(
      sql<boolean>`not exists (select 1 from matter_clocks c where c.matter_id = matters.id and ${clockConditions(ctx, {})})`,
    )
    .select(listColumns)
    .orderBy("openedAt", "desc")
    .orderBy("id", "desc")
    .limit(size - first.length)
    .offset(Math.max(0, offset - before))
    .execute();
  return [...first, ...rest];
}

/** What only an index behind the wall finds quickly, once for count and page: ids by tokens, ids by flag. */
async function foundByIndex(ctx: OperationContext, filter: MatterFilter): Promise<RawBuilder<boolean>[]> {
  if (filter.tokens?.length === 0) return [sql`false`];
  const { reach } = ctx;
  const lists: RawBuilder<boolean>[] = [];
  if (reach === null || ownRowsOnly(ctx)) {
    // Who has his own rows only looks through those.
    if (filter.tokens) lists.push(sql`tokens @> ${filter.tokens}::bigint[]`);
    if (filter.flag) lists.push(sql`${filter.flag} = any(flags)`);
    return lists;
  }
  const ask = async (call: RawBuilder<unknown>) => {
    const { rows } = await sql<{ id: string }>`select ${call} as id`.execute(ctx.db);
    lists.push(sql`id = any(${rows.map((row) => row.id)}::uuid[])`);
  };
  if (filter.tokens)
    await ask(sql`matters_with_tokens(${filter.tokens}::bigint[], ${reach}, ${upper(reach)}, ${MOST_FOUND})`);
  if (filter.flag) await ask(sql`matters_with_flag(${filter.flag}, ${reach}, ${upper(reach)}, ${MOST_COUNTED})`);
  return lists;
}

const ownRowsOnly = (ctx: OperationContext): boolean => ctx.role === "practitioner" || ctx.role === "proxy";

function conditions(ctx: OperationContext, filter: MatterFilter, found: RawBuilder<boolean>[]): RawBuilder<boolean>[] {
  const all = [reached(ctx, false), ...found];
  const add = (condition: RawBuilder<boolean>) => all.push(condition);
  if (filter.states) add(sql`state = any(${filter.states}::text[])`);
  if (filter.category) add(sql`category = ${filter.category}`);
  if (filter.channel) add(sql`channel = ${filter.channel}`);
  if (filter.clinicId) add(sql`clinic_id = ${filter.clinicId}`);
  if (filter.practitionerId) add(sql`practitioner_id = ${filter.practitionerId}`);
  if (filter.path) add(sql`unit_path >= ${filter.path} and unit_path < ${upper(filter.path)}`);
  if (filter.openedFrom) add(sql`opened_at >= ${filter.openedFrom}`);
  if (filter.openedBefore) add(sql`opened_at < ${filter.openedBefore}`);
  if (filter.closedFrom) add(sql`closed_at >= ${filter.closedFrom}`);
  if (filter.closedBefore) add(sql`closed_at < ${filter.closedBefore}`);
  if (filter.number) add(sql`number = ${filter.number}`);
  if (filter.clock)
    add(sql`matters.id in (select c.matter_id from matter_clocks c where ${clockConditions(ctx, filter.clock)})`);
  return all;
}

const upper = (path: string): string => `${path.slice(0, -1)}0`;

/** Clocks `c` that run (with a due asked for: and do not stand still), within the place, so that their index is used. */
function clockConditions(ctx: OperationContext, clock: NonNullable<MatterFilter["clock"]>): RawBuilder<unknown> {
  const parts = [sql`c.stopped_at is null`];
  if (!seesRatings(ctx.role)) parts.push(sql`c.code <> all (${ratingClocks}::text[])`);
  if (ctx.reach !== null && !ownRowsOnly(ctx))
    parts.push(sql`c.unit_path >= ${ctx.reach} and c.unit_path < ${upper(ctx.reach)}`);
  else parts.push(sql`c.matter_id in (select matters.id from matters where ${reached(ctx, false)})`);
  if (clock.dueBefore || clock.dueFrom) parts.push(sql`c.paused_at is null`);
  if (clock.dueFrom) parts.push(sql`c.due_at >= ${clock.dueFrom}`);
  if (clock.dueBefore) parts.push(sql`c.due_at < ${clock.dueBefore}`);
  return sql.join(parts, sql` and `);
}
