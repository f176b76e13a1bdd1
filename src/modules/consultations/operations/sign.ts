import { operation } from "../../../platform/operation.ts";
import { civilDate } from "../../../shared/civil-time.ts";
import { notFound, refusal } from "../../../shared/refusal.ts";
import { markServed } from "../../appointments/index.ts";
import { addEvent, closeMatter, moveMatter } from "../../matters/index.ts";
import { finishTicket } from "../../queue/index.ts";
import { consultationsContract } from "../contract.ts";
import { signRefusal } from "../rules.ts";
import { getConsultation, signConsultation } from "../store.ts";
import { showConsultation } from "../view.ts";

/** Signs the record. The matter is closed with the outcome, or stays open with a fixed date (约期答复, SLA-03). */
export const sign = operation(consultationsContract.sign, async (ctx, input) => {
  const row = await getConsultation(ctx, input.id);
  if (ctx.caller.kind !== "staff" || row.practitionerId !== ctx.caller.practitionerId) throw notFound();
  const refused = signRefusal(
    { state: row.state, note: ctx.openMaybe(row.noteSealed) },
    input.deferredTo,
    civilDate(ctx.now),
  );
  if (refused) throw refusal(refused);
  if (!(await signConsultation(ctx, row.id, input.outcome, input.deferredTo ?? null)))
    throw refusal("CONSULTATION_SIGNED");
  await addEvent(ctx, row.matterId, "consultationSigned", { consultationId: row.id, outcome: input.outcome });
  await markServed(ctx, row.matterId);
  if (row.ticketId) await finishTicket(ctx, row.ticketId);
  if (input.deferredTo) await moveMatter(ctx, row.matterId, "defer");
  else await closeMatter(ctx, row.matterId, input.outcome);
  return await showConsultation(ctx, await getConsultation(ctx, row.id));
});
