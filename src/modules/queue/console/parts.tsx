import { useState } from "react";
import { client } from "../../../ui/api.ts";
import { Button } from "../../../ui/console/button.tsx";
import { Section } from "../../../ui/console/page.tsx";
import { useAction, useApi } from "../../../ui/console/query.ts";
import type { SlotProps } from "../../../ui/console/routes.ts";
import { useCan } from "../../../ui/console/session.tsx";
import { Status } from "../../../ui/console/status.tsx";
import { mattersContract } from "../../matters/contract.ts";
import { queueContract, type Ticket } from "../contract.ts";
import { refusals, stateLabels } from "../labels.ts";
import { aheadOf } from "./desk-work.ts";
import { PrintButton, TicketSlip } from "./slip.tsx";
import { touched } from "./ticket-row.tsx";

const api = client(queueContract);
const matters = client(mattersContract);

/** Beside an appointment of today: the person is here. */
export function ReceiveButton({ id, can }: SlotProps) {
  const act = useAction(() => api.checkIn({ id }), {
    refusals,
    invalidate: [...touched, ["matters"]],
    done: (ticket) => `已报到，号码 ${ticket.label}。`,
  });
  if (!can.includes("checkIn")) return null;
  return (
    <Button busy={act.isPending} onClick={() => act.mutate(undefined)}>
      报到
    </Button>
  );
}

/** On a matter's page: its number in today's queue, or a number for whoever came again. */
export function MatterTicket({ id, can }: SlotProps) {
  // Only what is not ended can wait; the page has just read the matter, this comes from memory.
  const live = can.includes("close");
  const matter = useApi(["matters", "get", id], () => matters.get({ id }), { enabled: live });
  const clinicId = matter.data?.clinicId ?? "";
  const queue = useApi(["queue", "list", clinicId], () => api.list({ clinicId }), { enabled: live && clinicId !== "" });
  const mayTake = useCan("ticket:take");
  const [made, setMade] = useState<{ ticket: Ticket; ahead: number | undefined }>();
  const take = useAction(
    async () => {
      const ticket = await api.take({ matterId: id });
      return { ticket, ahead: await aheadOf(ticket) };
    },
    {
      refusals,
      invalidate: [...touched, ["matters"]],
      done: ({ ticket }) => `已取号 ${ticket.label}。`,
      after: setMade,
    },
  );
  if (!live || !queue.data) return null;
  const ticket = queue.data.items.find((one) => one.matterId === id);
  if (!ticket && !mayTake) return null;
  return (
    <Section title="今天的排队">
      {ticket ? (
        <p>
          <b>{ticket.label}</b>{" "}
          <Status tone={ticket.state === "waiting" ? "action" : "plain"}>{stateLabels[ticket.state]}</Status>{" "}
          {ticket.state === "waiting" && `已等 ${ticket.waitedMinutes} 分钟`} {ticket.room}
        </p>
      ) : (
        <Button busy={take.isPending} onClick={() => take.mutate(undefined)}>
          人来了，取号排队
        </Button>
      )}
      {made && (
        <>
          <TicketSlip {...made} />
          <PrintButton />
        </>
      )}
    </Section>
  );
}
