import type { Selectable } from "kysely";
import type { OperationContext } from "../../platform/context.ts";
import { type Timestamp, tables } from "../../platform/database.ts";
import { found, withinReach } from "../../platform/reach.ts";

interface ConsultationTables {
  consultations: {
    id: string;
    matterId: string;
    unitPath: string;
    sessionId: string | null;
    ticketId: string | null;
    practitionerId: string;
    state: "open" | "signed";
    noteSealed: string | null;
    outcome: string | null;
    deferredTo: string | null;
    revision: number;
    startedAt: Timestamp;
    signedAt: Timestamp | null;
    updatedAt: Timestamp;
  };
  adviceSheets: {
    id: string;
    number: string;
    matterId: string;
    consultationId: string;
    unitPath: string;
    practitionerId: string;
    residentId: string | null;
    bodySealed: string;
    verifyCode: string;
    issuedAt: Timestamp;
    voidedAt: Timestamp | null;
  };
}

export type ConsultationRow = Selectable<ConsultationTables["consultations"]>;
export type SheetRow = Selectable<ConsultationTables["adviceSheets"]>;

const q = (ctx: OperationContext) => tables<ConsultationTables>(ctx);

/** Opens a consultation, or finds the one that this practitioner has open on the matter already (two clicks, two tabs). */
export async function openConsultation(
  ctx: OperationContext,
  row: {
    matterId: string;
    unitPath: string;
    sessionId: string | null;
    ticketId: string | null;
    practitionerId: string;
  },
): Promise<ConsultationRow> {
  await q(ctx)
    .insertInto("consultations")
    .values({ ...row, id: ctx.newId(), state: "open", revision: 0, startedAt: ctx.now, updatedAt: ctx.now })
    .onConflict((conflict) => conflict.columns(["matterId", "practitionerId"]).where("state", "=", "open").doNothing())
    .execute();
  return await q(ctx)
    .selectFrom("consultations")
    .selectAll()
    .where("matterId", "=", row.matterId)
    .where("practitionerId", "=", row.practitionerId)
    .where("state", "=", "open")
    .executeTakeFirstOrThrow();
}

/** One consultation within reach. @throws NotFound */
export async function getConsultation(ctx: OperationContext, id: string): Promise<ConsultationRow> {
  return found(
    await q(ctx)
      .selectFrom("consultations")
      .selectAll()
      .where("id", "=", id)
      .where(withinReach(ctx, "unitPath", { practitioner: "practitionerId" }))
      .executeTakeFirst(),
  );
}

export interface ConsultationFilter {
  /** The caller was shown to reach this matter: its consultations follow. */
  matterId?: string;
  sessionId?: string;
  page: number;
  size: number;
}

export async function listConsultations(ctx: OperationContext, filter: ConsultationFilter) {
  let query = q(ctx).selectFrom("consultations");
  if (filter.matterId) query = query.where("matterId", "=", filter.matterId);
  else query = query.where(withinReach(ctx, "unitPath", { practitioner: "practitionerId" }));
  if (filter.sessionId) query = query.where("sessionId", "=", filter.sessionId);
  const { total } = await query.select((eb) => eb.fn.countAll<number>().as("total")).executeTakeFirstOrThrow();
  const rows = await query
    .selectAll()
    .orderBy("startedAt", "desc")
    .orderBy("id", "desc")
    .limit(filter.size)
    .offset((filter.page - 1) * filter.size)
    .execute();
  return { rows, total };
}

/** Writes the note if nobody wrote since `revision`. @returns false when the row moved on */
export async function writeNote(
  ctx: OperationContext,
  id: string,
  noteSealed: string,
  revision: number,
): Promise<boolean> {
  const result = await q(ctx)
    .updateTable("consultations")
    .set({ noteSealed, revision: revision + 1, updatedAt: ctx.now })
    .where("id", "=", id)
    .where("state", "=", "open")
    .where("revision", "=", revision)
    .executeTakeFirst();
  return result.numUpdatedRows === 1n;
}

/** Signs an open consultation. @returns false when somebody signed it a moment ago */
export async function signConsultation(
  ctx: OperationContext,
  id: string,
  outcome: string,
  deferredTo: string | null,
): Promise<boolean> {
  const result = await q(ctx)
    .updateTable("consultations")
    .set({ state: "signed", outcome, deferredTo, signedAt: ctx.now, updatedAt: ctx.now })
    .where("id", "=", id)
    .where("state", "=", "open")
    .executeTakeFirst();
  return result.numUpdatedRows === 1n;
}

export async function countSheets(ctx: OperationContext, matterId: string): Promise<number> {
  const row = await q(ctx)
    .selectFrom("adviceSheets")
    .select((eb) => eb.fn.countAll<number>().as("n"))
    .where("matterId", "=", matterId)
    .executeTakeFirstOrThrow();
  return row.n;
}

/** Adds the sheet of a consultation. @returns false when there is one already */
export async function insertSheet(
  ctx: OperationContext,
  row: Omit<SheetRow, "voidedAt" | "issuedAt">,
): Promise<boolean> {
  const result = await q(ctx)
    .insertInto("adviceSheets")
    .values({ ...row, issuedAt: ctx.now })
    .onConflict((conflict) => conflict.columns(["consultationId"]).where("voidedAt", "is", null).doNothing())
    .executeTakeFirst();
  return result.numInsertedOrUpdatedRows === 1n;
}

/** One sheet: of one's own matter (resident), one's own hand (practitioner), or of the clinic. @throws NotFound */
export async function getSheetRow(ctx: OperationContext, id: string): Promise<SheetRow> {
  return found(
    await q(ctx)
      .selectFrom("adviceSheets")
      .selectAll()
      .where("id", "=", id)
      .where(withinReach(ctx, "unitPath", { resident: "residentId", practitioner: "practitionerId" }))
      .executeTakeFirst(),
  );
}

/** Live sheets of consultations: consultation id → sheet id. */
export async function sheetsOf(ctx: OperationContext, consultationIds: string[]): Promise<Map<string, string>> {
  if (consultationIds.length === 0) return new Map();
  const rows = await q(ctx)
    .selectFrom("adviceSheets")
    .select(["id", "consultationId"])
    .where("consultationId", "in", consultationIds)
    .where("voidedAt", "is", null)
    .execute();
  return new Map(rows.map((row) => [row.consultationId, row.id]));
}

/** For whoever holds the paper: number and code together are the proof. */
export async function findSheetByCode(
  ctx: OperationContext,
  number: string,
  code: string,
): Promise<SheetRow | undefined> {
  return await q(ctx)
    .selectFrom("adviceSheets")
    .selectAll()
    .where("number", "=", number)
    .where("verifyCode", "=", code)
    .executeTakeFirst();
}
