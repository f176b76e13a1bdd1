import { operation } from "../../../platform/operation.ts";
import { refusal } from "../../../shared/refusal.ts";
import { takeToken } from "../../identity/index.ts";
import { getMatter } from "../../matters/index.ts";
import { clinicOfPath } from "../../network/index.ts";
import { consultationsContract } from "../contract.ts";
import { findSheetByCode, getConsultation, getSheetRow, listConsultations } from "../store.ts";
import { showConsultation, showConsultations, showSheet } from "../view.ts";

export const get = operation(consultationsContract.get, async (ctx, input) =>
  showConsultation(ctx, await getConsultation(ctx, input.id)),
);

/** Consultations of a matter that the caller reaches, or the caller's own. */
export const list = operation(consultationsContract.list, async (ctx, input) => {
  if (input.matterId) await getMatter(ctx, input.matterId);
  const { rows, total } = await listConsultations(ctx, input);
  return { items: await showConsultations(ctx, rows), total };
});

export const getSheet = operation(consultationsContract.getSheet, async (ctx, input) =>
  showSheet(ctx, await getSheetRow(ctx, input.id)),
);

/** Says whether a paper is ours, and nothing of what stands on it. */
export const verifySheet = operation(consultationsContract.verifySheet, async (ctx, input) => {
  await takeToken(ctx, `verify:${ctx.request.ip}`, { perMinute: 20, burst: 20 });
  const sheet = await findSheetByCode(ctx, input.number.toUpperCase(), input.code.toUpperCase());
  if (!sheet) throw refusal("SHEET_NOT_FOUND");
  return {
    valid: sheet.voidedAt === null,
    number: sheet.number,
    clinicName: clinicOfPath(ctx, sheet.unitPath)?.name ?? "",
    issuedAt: sheet.issuedAt,
    voided: sheet.voidedAt !== null,
  };
});
