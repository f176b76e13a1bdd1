import { operation } from "../../../platform/operation.ts";
import { found } from "../../../platform/reach.ts";
import { formatWait } from "../../../shared/civil-time.ts";
import { findClinic } from "../../network/index.ts";
import { sessionsNow } from "../../rosters/index.ts";
import { queueContract } from "../contract.ts";
import { priorityLabels } from "../labels.ts";
import { labelOf, paceOf, waitMinutes } from "../rules.ts";
import { readBoard } from "../store.ts";

/**
 * What hangs in the waiting room of one clinic: public, so masked names only, and nothing of any other clinic. It runs
 * with the whole reach; the clinic in the address is all it reads.
 */
export const board = operation(queueContract.board, async (ctx, { clinicId }) => {
  const clinic = found(await findClinic(ctx, clinicId));
  const now = ctx.now.toISOString();
  const running = (await sessionsNow(ctx, clinicId)).filter((session) => session.startsAt <= now);
  const people = running.flatMap((session) => session.duty.filter((person) => person.checkedOutAt === null));
  const { current, next, serving, recentMinutes } = await readBoard(ctx, clinicId);
  const pace = paceOf(recentMinutes);
  return {
    now,
    clinicName: clinic.name,
    open: people.length > 0,
    current: current.map((row) => ({
      ticket: labelOf(row),
      name: row.maskedName,
      room: row.room,
      calledAt: row.calledAt ?? now,
      callCount: row.callCount,
    })),
    next: next.map((row, ahead) => ({
      ticket: labelOf(row),
      room: row.room,
      // Before anybody is on duty nobody can say how long it takes.
      waitText: people.length > 0 ? formatWait(waitMinutes({ ahead, pace, servers: people.length, serving })) : "",
      priority: row.priority > 0,
      priorityText: row.priorityReason ? priorityLabels[row.priorityReason] : null,
    })),
  };
});
