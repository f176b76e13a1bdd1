import { operation } from "../../../platform/operation.ts";
import { notFound, refusal } from "../../../shared/refusal.ts";
import { consultationsContract } from "../contract.ts";
import { getConsultation, writeNote } from "../store.ts";
import { showConsultation } from "../view.ts";

/** Keeps what was written so far. A writer who did not see the latest revision is told so and loses nothing. */
export const saveNote = operation(consultationsContract.saveNote, async (ctx, input) => {
  const before = await getConsultation(ctx, input.id);
  if (ctx.caller.kind !== "staff" || before.practitionerId !== ctx.caller.practitionerId) throw notFound();
  if (before.state === "signed") throw refusal("CONSULTATION_SIGNED");
  // Saving what already stands is no conflict: an answer that got lost is sent again.
  if (before.revision !== input.revision && ctx.openMaybe(before.noteSealed) === input.note)
    return await showConsultation(ctx, before);
  if (!(await writeNote(ctx, input.id, ctx.seal(input.note), input.revision)))
    throw refusal("NOTE_CHANGED_ELSEWHERE", { revision: before.revision });
  return await showConsultation(ctx, await getConsultation(ctx, input.id));
});
