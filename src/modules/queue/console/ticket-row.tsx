import { client } from "../../../ui/api.ts";
import { Button } from "../../../ui/console/button.tsx";
import { useAction } from "../../../ui/console/query.ts";
import type { WorkItem } from "../../../ui/console/worklist.tsx";
import { queueContract, type Ticket } from "../contract.ts";
import { priorityLabels, refusals } from "../labels.ts";

const api = client(queueContract);
export const touched = [["queue"], ["appointments"], ["today"], ["dashboards"]];

interface TicketMove {
  label: string;
  run: (ticket: Ticket, room: string) => Promise<Ticket>;
  done: (ticket: Ticket) => string;
  kind?: "primary" | "plain" | "quiet";
}

const moves: Readonly<Record<string, TicketMove>> = {
  call: {
    label: "叫号",
    run: ({ id }, room) => api.call({ id, room }),
    done: (ticket) => `正在叫 ${ticket.label}，${ticket.room ?? ""}。`,
  },
  start: {
    label: "人到了，开始",
    run: ({ id }) => api.start({ id }),
    done: (ticket) => `${ticket.label} 开始接待。`,
    kind: "primary",
  },
  recall: {
    label: "再叫",
    run: ({ id }) => api.recall({ id }),
    done: (ticket) => `又叫了一次 ${ticket.label}，一共 ${ticket.callCount} 次。`,
  },
  skip: {
    label: "过号",
    run: ({ id }) => api.skip({ id }),
    done: (ticket) => `${ticket.label} 过号。来了可以重新排队。`,
  },
  requeue: {
    label: "重新排队",
    run: ({ id }) => api.requeue({ id }),
    done: (ticket) => `${ticket.label} 已经重新排队。`,
  },
  finish: {
    label: "接待完毕",
    run: ({ id }) => api.finish({ id }),
    done: (ticket) => `${ticket.label} 接待完毕。`,
    kind: "primary",
  },
  leave: {
    label: "已离开",
    run: ({ id }) => api.leave({ id }),
    done: (ticket) => `${ticket.label} 记为已离开。`,
    kind: "quiet",
  },
};

/** Who waits, in the line of a worklist: number, masked name, what about, how long, and openly why he goes first. */
export function ticketItem(ticket: Ticket, room: string, place: { first: boolean; serves: boolean }): WorkItem {
  const where = ticket.state === "called" || ticket.state === "serving" ? ticket.room : null;
  return {
    key: ticket.id,
    due: ticket.label,
    tone: ticket.priority > 1 ? "attention" : "plain",
    title: [ticket.maskedName, ticket.categoryLabel ?? "还没分类"].join(" · "),
    note: (
      <>
        {ticketNote(ticket, where)}
        {ticket.priorityReason && <b className="queue-first"> · {priorityLabels[ticket.priorityReason]}</b>}
      </>
    ),
    href: `/matters/${ticket.matterId}`,
    current: place.first,
    action: <TicketMoves ticket={ticket} room={room} {...place} />,
  };
}

function ticketNote(ticket: Ticket, where: string | null): string {
  const waited = ticket.waitedMinutes === 0 ? "刚来" : `等了 ${ticket.waitedMinutes} 分钟`;
  if (ticket.state === "waiting") return [ticket.appointmentId && "预约的", waited].filter(Boolean).join(" · ");
  if (ticket.state === "called") return [where, `叫了 ${ticket.callCount} 次`].filter(Boolean).join(" · ");
  return where ?? waited;
}

/** The moves of the answer's `can`, in its order: after two calls in vain 过号 comes first. */
function TicketMoves({
  ticket,
  room,
  first,
  serves,
}: {
  ticket: Ticket;
  room: string;
  first: boolean;
  serves: boolean;
}) {
  const act = useAction(({ move }: { key: string; move: TicketMove }) => move.run(ticket, room), {
    refusals,
    invalidate: touched,
    done: (answer, { move }) => move.done(answer),
  });
  const busy = act.isPending ? act.variables.key : undefined;
  const shown = ticket.can.flatMap((key) => {
    const move = moves[key];
    // Starting without a call is for whoever serves; at the window people are called.
    return move && !(key === "start" && ticket.state === "waiting" && !serves) ? [{ key, move }] : [];
  });
  return (
    <div className="queue-moves">
      {shown.map((one) => (
        <Button
          key={one.key}
          kind={one.move.kind ?? (first && one.key === "call" ? "primary" : "plain")}
          label={`${one.move.label} ${ticket.label}`}
          busy={busy === one.key}
          disabled={busy !== undefined || (one.key === "call" && room === "")}
          onClick={() => act.mutate(one)}
        >
          {one.move.label}
        </Button>
      ))}
    </div>
  );
}
