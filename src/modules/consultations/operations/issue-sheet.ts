import { randomBytes } from "node:crypto";
import { operation } from "../../../platform/operation.ts";
import { notFound, refusal } from "../../../shared/refusal.ts";
import { addEvent, getMatter } from "../../matters/index.ts";
import { consultationsContract } from "../contract.ts";
import { sheetNumber, verifyCode } from "../rules.ts";
import { countSheets, getConsultation, getSheetRow, insertSheet } from "../store.ts";
import { showSheet } from "../view.ts";

/** Issues the advice sheet (处方): what the person takes home, with a code by which anybody can check the paper. */
export const issueSheet = operation(consultationsContract.issueSheet, async (ctx, { id, ...body }) => {
  const row = await getConsultation(ctx, id);
  if (ctx.caller.kind !== "staff" || row.practitionerId !== ctx.caller.practitionerId) throw notFound();
  const matter = await getMatter(ctx, row.matterId);
  const sheetId = ctx.newId();
  const inserted = await insertSheet(ctx, {
    id: sheetId,
    number: sheetNumber(matter.number, (await countSheets(ctx, matter.id)) + 1),
    matterId: matter.id,
    consultationId: row.id,
    unitPath: row.unitPath,
    practitionerId: row.practitionerId,
    residentId: matter.residentId,
    bodySealed: ctx.seal(JSON.stringify(body)),
    verifyCode: verifyCode(randomBytes(8)),
  });
  if (!inserted) throw refusal("SHEET_ISSUED");
  await addEvent(ctx, matter.id, "sheetIssued", { sheetId });
  return await showSheet(ctx, await getSheetRow(ctx, sheetId));
});
