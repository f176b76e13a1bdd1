import type { OperationContext } from "../../platform/context.ts";
import { mattersByIds } from "../matters/index.ts";
import { clinicOfPath } from "../network/index.ts";
import { practitionersByIds } from "../practitioners/index.ts";
import { residentsByIds } from "../residents/index.ts";
import type { AdviceSheet, Consultation, SheetBody } from "./contract.ts";
import { consultationMoves } from "./rules.ts";
import { type ConsultationRow, type SheetRow, sheetsOf } from "./store.ts";

/** Rows as the contract shows them. The note is for its own writer only (律师法 38): others learn that it took place. */
export async function showConsultations(ctx: OperationContext, rows: ConsultationRow[]): Promise<Consultation[]> {
  const matters = await mattersByIds(ctx, [...new Set(rows.map((row) => row.matterId))]);
  const people = await practitionersByIds(ctx, [...new Set(rows.map((row) => row.practitionerId))]);
  const sheets = await sheetsOf(
    ctx,
    rows.map((row) => row.id),
  );
  const me = ctx.caller.kind === "staff" ? ctx.caller.practitionerId : null;
  return rows.map((row) => {
    const own = row.practitionerId === me;
    return {
      id: row.id,
      matterId: row.matterId,
      matterNumber: matters.get(row.matterId)?.number ?? "",
      sessionId: row.sessionId,
      ticketId: row.ticketId,
      practitionerId: row.practitionerId,
      practitionerName: people.get(row.practitionerId)?.name ?? "",
      state: row.state,
      note: own ? ctx.openMaybe(row.noteSealed) : null,
      outcome: row.outcome as Consultation["outcome"],
      deferredTo: row.deferredTo,
      revision: row.revision,
      startedAt: row.startedAt,
      signedAt: row.signedAt,
      sheetId: sheets.get(row.id) ?? null,
      can: consultationMoves(own, row.state, sheets.has(row.id)),
    };
  });
}

export async function showConsultation(ctx: OperationContext, row: ConsultationRow): Promise<Consultation> {
  const [shown] = await showConsultations(ctx, [row]);
  if (!shown) throw new Error("A consultation vanished while it was shown.");
  return shown;
}

/** A sheet with everything that stands on the paper. */
export async function showSheet(ctx: OperationContext, row: SheetRow): Promise<AdviceSheet> {
  const matter = (await mattersByIds(ctx, [row.matterId])).get(row.matterId);
  const writer = (await practitionersByIds(ctx, [row.practitionerId])).get(row.practitionerId);
  const resident = row.residentId ? (await residentsByIds(ctx, [row.residentId])).get(row.residentId) : undefined;
  return {
    id: row.id,
    number: row.number,
    matterId: row.matterId,
    matterNumber: matter?.number ?? "",
    clinicName: clinicOfPath(ctx, row.unitPath)?.name ?? "",
    practitionerName: writer?.name ?? "",
    employer: writer?.employer ?? "",
    residentName: resident?.name ?? null,
    body: JSON.parse(ctx.open(row.bodySealed)) as SheetBody,
    verifyCode: row.verifyCode,
    issuedAt: row.issuedAt,
    voidedAt: row.voidedAt,
  };
}
