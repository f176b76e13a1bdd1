import { operation } from "../../../platform/operation.ts";
import { Denied, refusal } from "../../../shared/refusal.ts";
import { getMatter, moveMatter } from "../../matters/index.ts";
import { startTicket } from "../../queue/index.ts";
import { consultationsContract } from "../contract.ts";
import { openConsultation } from "../store.ts";
import { showConsultation } from "../view.ts";

/** Begins to listen. Whoever was called from the queue becomes this practitioner's matter; asked twice, one record. */
export const start = operation(consultationsContract.start, async (ctx, input) => {
  if (ctx.caller.kind !== "staff" || !ctx.caller.practitionerId) throw new Denied(403, "FORBIDDEN");
  const ticket = input.ticketId ? await startTicket(ctx, input.ticketId) : undefined;
  const matter = await getMatter(ctx, input.matterId);
  if (matter.state === "closed" || matter.state === "withdrawn") throw refusal("MATTER_CLOSED");
  if (matter.state !== "serving") await moveMatter(ctx, matter.id, "serve");
  const row = await openConsultation(ctx, {
    matterId: matter.id,
    unitPath: matter.unitPath,
    sessionId: input.sessionId ?? ticket?.sessionId ?? null,
    ticketId: input.ticketId ?? null,
    practitionerId: ctx.caller.practitionerId,
  });
  ctx.about("consultations", row.id, row.unitPath);
  return await showConsultation(ctx, row);
});
