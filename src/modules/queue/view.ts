import type { OperationContext } from "../../platform/context.ts";
import { mattersByIds } from "../matters/index.ts";
import type { Ticket } from "./contract.ts";
import { labelOf, ticketCan, waitedMinutes } from "./rules.ts";
import type { TicketRow } from "./store.ts";

const date = (instant: string | null) => (instant === null ? null : new Date(instant));

/** Tickets as they go out; names are masked in the row already. */
export async function toTickets(ctx: OperationContext, rows: readonly TicketRow[]): Promise<Ticket[]> {
  const matters = await mattersByIds(
    ctx,
    rows.map((row) => row.matterId),
  );
  const may = { call: ctx.can("ticket:call"), take: ctx.can("ticket:take") };
  const labels = new Map(ctx.pack.categories.map((category) => [category.code, category.label]));
  return rows.map((row) => {
    const matter = matters.get(row.matterId);
    const times = { calledAt: date(row.calledAt), startedAt: date(row.startedAt), finishedAt: date(row.finishedAt) };
    return {
      id: row.id,
      label: labelOf(row),
      clinicId: row.clinicId,
      sessionId: row.sessionId,
      matterId: row.matterId,
      matterNumber: matter?.number ?? "",
      appointmentId: row.appointmentId,
      state: row.state,
      priority: row.priority,
      priorityReason: row.priorityReason,
      maskedName: row.maskedName,
      categoryLabel: (matter?.category && labels.get(matter.category)) || null,
      room: row.room,
      practitionerId: row.practitionerId,
      takenAt: row.takenAt,
      calledAt: row.calledAt,
      startedAt: row.startedAt,
      finishedAt: row.finishedAt,
      callCount: row.callCount,
      waitedMinutes: waitedMinutes({ takenAt: new Date(row.takenAt), ...times }, ctx.now),
      can: ticketCan(row, may),
    };
  });
}

export async function toTicket(ctx: OperationContext, row: TicketRow): Promise<Ticket> {
  const [ticket] = await toTickets(ctx, [row]);
  return ticket!;
}
