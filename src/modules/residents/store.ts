import type { RawBuilder } from "kysely";
import type { OperationContext } from "../../platform/context.ts";
import { type Generated, sql, type Timestamp, tables } from "../../platform/database.ts";
import type { Resident } from "./contract.ts";
import { CODE_ATTEMPTS } from "./rules.ts";

interface ResidentTables {
  residents: {
    id: string;
    nameSealed: string | null;
    phoneSealed: string | null;
    idNumberSealed: string | null;
    addressSealed: string | null;
    phoneLookup: string | null;
    nameLookup: string | null;
    idNumberLookup: string | null;
    tokens: Generated<string[]>;
    groups: Generated<Resident["groups"]>;
    needs: Generated<Resident["needs"]>;
    identityRefused: Generated<boolean>;
    phoneVerified: Generated<boolean>;
    unitPath: string;
    createdBy: string | null;
    createdAt: Timestamp;
    updatedAt: Timestamp;
  };
  loginCodes: {
    id: string;
    phoneLookup: string;
    codeHash: string;
    createdAt: Timestamp;
    expiresAt: Timestamp;
    attempts: Generated<number>;
    usedAt: Timestamp | null;
  };
}

const q = (ctx: OperationContext) => tables<ResidentTables>(ctx);

/** What is kept of a person, opened. */
export interface Person {
  name: string | null;
  phone: string | null;
  idNumber: string | null;
  address: string | null;
  groups: Resident["groups"];
  needs: Resident["needs"];
  identityRefused: boolean;
}

/** The caller's wall on residents as arguments of the database's search functions. */
function wallArguments(ctx: OperationContext): RawBuilder<unknown> {
  const staff = ctx.caller.kind === "staff" ? ctx.caller : undefined;
  const own = ctx.role === "practitioner" || ctx.role === "proxy";
  const from = own ? null : ctx.reach;
  const to = from === null ? null : `${from.slice(0, -1)}0`;
  const practitioner = ctx.role === "practitioner" ? (staff?.practitionerId ?? null) : null;
  const account = own ? (staff?.accountId ?? null) : null;
  return sql`${from}::text, ${to}::text, ${practitioner}::uuid, ${account}::uuid`;
}

/** The application's wall on a row of `residents`; the database's policy says the same again. */
function reached(ctx: OperationContext): RawBuilder<boolean> {
  const within = sql<boolean>`resident_within(residents.id, residents.unit_path, residents.created_by, ${wallArguments(ctx)})`;
  if (ctx.caller.kind !== "resident") return within;
  return ctx.reach === null
    ? sql<boolean>`residents.id = ${ctx.caller.residentId}`
    : sql<boolean>`(residents.id = ${ctx.caller.residentId} or ${within})`;
}

/** Residents by id within the caller's wall, in full: the caller of this function masks. */
export async function findResidents(ctx: OperationContext, ids: readonly string[]): Promise<Resident[]> {
  const wanted = [...new Set(ids)];
  if (wanted.length === 0) return [];
  const rows = await q(ctx).selectFrom("residents").selectAll().where("id", "in", wanted).where(reached(ctx)).execute();
  return rows.map((row) => ({
    id: row.id,
    name: ctx.openMaybe(row.nameSealed),
    phone: ctx.openMaybe(row.phoneSealed),
    idNumber: ctx.openMaybe(row.idNumberSealed),
    address: ctx.openMaybe(row.addressSealed),
    groups: row.groups,
    needs: row.needs,
    identityRefused: row.identityRefused,
    phoneVerified: row.phoneVerified,
    masked: false,
  }));
}

const MOST_FOUND = 500;

/** Ids of residents whose keyed tokens hold all of `wanted`, newest first, 500 at most, within the caller's wall. */
export async function searchResidents(ctx: OperationContext, wanted: readonly string[]): Promise<string[]> {
  if (wanted.length === 0) return [];
  const { rows } = await sql<{ id: string }>`
    select id from residents where id in (
      select residents_with_tokens(${wanted}::bigint[], ${wallArguments(ctx)}, ${MOST_FOUND}))
     order by created_at desc, id`.execute(ctx.db);
  return rows.map((row) => row.id);
}

/** The id of whoever is known by the same name and phone, wherever the row was made. */
export async function findKnown(ctx: OperationContext, phone: string, name: string): Promise<string | undefined> {
  const { rows } = await sql<{ id: string | null }>`
    select resident_known(${ctx.lookup("phone", phone)}, ${ctx.lookup("name", name)}) as id`.execute(ctx.db);
  return rows[0]?.id ?? undefined;
}

/** The columns that hold a person. */
function columnsOf(ctx: OperationContext, person: Person) {
  return {
    nameSealed: ctx.sealMaybe(person.name),
    phoneSealed: ctx.sealMaybe(person.phone),
    idNumberSealed: ctx.sealMaybe(person.idNumber),
    addressSealed: ctx.sealMaybe(person.address),
    nameLookup: person.name ? ctx.lookup("name", person.name) : null,
    phoneLookup: person.phone ? ctx.lookup("phone", person.phone) : null,
    idNumberLookup: person.idNumber ? ctx.lookup("idNumber", person.idNumber) : null,
    tokens: ctx.tokens(person.name, person.phone, person.idNumber),
    groups: person.groups,
    needs: person.needs,
    identityRefused: person.identityRefused,
    updatedAt: ctx.now,
  };
}

export async function insertResident(ctx: OperationContext, person: Person, unitPath: string): Promise<string> {
  const id = ctx.newId();
  await q(ctx)
    .insertInto("residents")
    .values({
      id,
      ...columnsOf(ctx, person),
      unitPath,
      createdBy: ctx.caller.kind === "staff" ? ctx.caller.accountId : null,
      createdAt: ctx.now,
    })
    .execute();
  return id;
}

/** Writes a person whose row the caller reaches. */
export async function saveResident(ctx: OperationContext, id: string, person: Person): Promise<void> {
  await q(ctx).updateTable("residents").set(columnsOf(ctx, person)).where("id", "=", id).where(reached(ctx)).execute();
}

/** The resident who holds the phone, made where there is none: two logins at once end on one row. */
export async function verifiedResident(ctx: OperationContext, phone: string, unitPath: string): Promise<string> {
  const phoneLookup = ctx.lookup("phone", phone);
  const person = { name: null, phone, idNumber: null, address: null, groups: [], needs: [], identityRefused: false };
  await q(ctx)
    .insertInto("residents")
    .values({
      id: ctx.newId(),
      ...columnsOf(ctx, person),
      phoneVerified: true,
      unitPath,
      createdBy: null,
      createdAt: ctx.now,
    })
    .onConflict((conflict) => conflict.column("phoneLookup").where("phoneVerified", "=", true).doNothing())
    .execute();
  const row = await q(ctx)
    .selectFrom("residents")
    .select("id")
    .where("phoneLookup", "=", phoneLookup)
    .where("phoneVerified", "=", true)
    .executeTakeFirstOrThrow();
  return row.id;
}

/** Keeps a new code; those asked for before are of no use any more. */
export async function insertCode(
  ctx: OperationContext,
  code: { id: string; phoneLookup: string; codeHash: string; expiresAt: Date },
): Promise<void> {
  await q(ctx)
    .updateTable("loginCodes")
    .set({ usedAt: ctx.now })
    .where("phoneLookup", "=", code.phoneLookup)
    .where("usedAt", "is", null)
    .execute();
  await q(ctx)
    .insertInto("loginCodes")
    .values({ ...code, createdAt: ctx.now, usedAt: null })
    .execute();
}

/** The newest unused code of a phone, locked until the transaction ends. */
export async function lockCode(ctx: OperationContext, phoneLookup: string) {
  return await q(ctx)
    .selectFrom("loginCodes")
    .selectAll()
    .where("phoneLookup", "=", phoneLookup)
    .where("usedAt", "is", null)
    .orderBy("createdAt", "desc")
    .orderBy("id", "desc")
    .limit(1)
    .forUpdate()
    .executeTakeFirst();
}

export async function countAttempt(ctx: OperationContext, id: string): Promise<void> {
  await q(ctx)
    .updateTable("loginCodes")
    .set((eb) => ({ attempts: eb("attempts", "+", 1) }))
    .where("id", "=", id)
    .where("attempts", "<", CODE_ATTEMPTS)
    .execute();
}

/** Takes a code for good; false when somebody else did. */
export async function useCode(ctx: OperationContext, id: string): Promise<boolean> {
  const { numUpdatedRows } = await q(ctx)
    .updateTable("loginCodes")
    .set({ usedAt: ctx.now })
    .where("id", "=", id)
    .where("usedAt", "is", null)
    .executeTakeFirst();
  return numUpdatedRows === 1n;
}

/** Drops codes that ended before an instant. */
export async function dropCodes(ctx: OperationContext, before: Date): Promise<void> {
  await q(ctx).deleteFrom("loginCodes").where("expiresAt", "<", before.toISOString()).execute();
}
