import { client } from "../../../ui/api.ts";
import { useAction, useApi } from "../../../ui/console/query.ts";
import { appointmentsContract } from "../../appointments/contract.ts";
import { queueContract, type Ticket } from "../../queue/contract.ts";
import { refusals as queueRefusals } from "../../queue/labels.ts";
import { checkIn } from "../../rosters/console/panels.tsx";
import type { Session } from "../../rosters/contract.ts";
import { refusals as rosterRefusals } from "../../rosters/labels.ts";
import type { WorkItem } from "../contract.ts";
import { moveLabels } from "../labels.ts";

const queue = client(queueContract);
const appointments = client(appointmentsContract);

/** What one press does to a thing that waits. */
export interface Deed {
  label: string;
  run: () => void;
  busy: boolean;
}

const isTicket = (answer: Ticket | Session): answer is Ticket => "label" in answer;

async function run(item: WorkItem, room: string | undefined): Promise<Ticket | Session> {
  if (item.kind === "waiting") return queue.call({ id: item.id, room: room ?? "" });
  if (item.kind === "appointment") return queue.checkIn({ id: item.id });
  return checkIn(item.id);
}

function said(item: WorkItem, answer: Ticket | Session): string {
  if (item.kind === "session") return "已签到，候诊屏上显示您在。";
  const label = isTicket(answer) ? answer.label : "";
  return item.kind === "waiting" ? `正在叫 ${label}。` : `已报到，排在 ${label}。`;
}

/**
 * The moves that the worklist offers, done in place. Nobody is called without a room: then there is no deed, and the
 * item opens the queue instead.
 */
export function useDeeds(room: string | undefined): { of: (item: WorkItem) => Deed | undefined } {
  const act = useAction((item: WorkItem) => run(item, room), {
    refusals: { ...rosterRefusals, ...queueRefusals },
    invalidate: [["dashboards"], ["queue"], ["appointments"], ["rosters"], ["nav-count", "/"]],
    done: (answer, item) => said(item, answer),
  });
  return {
    of: (item) => {
      const label = item.move === null ? undefined : moveLabels[item.kind === "appointment" ? "receive" : item.move];
      if (label === undefined || !["waiting", "appointment", "session"].includes(item.kind)) return undefined;
      if (item.kind === "waiting" && room === undefined) return undefined;
      return { label, busy: act.isPending && act.variables.id === item.id, run: () => act.mutate(item) };
    },
  };
}

/** The matter that an item is about: its address names it, or the ticket or appointment does. */
async function matterOf(item: WorkItem): Promise<string> {
  const named = /\/matters\/([0-9a-f-]{36})/.exec(item.open)?.[1];
  if (named) return named;
  if (item.kind === "appointment") return (await appointments.get({ id: item.id })).matterId;
  const clinicId = /clinicId=([0-9a-f-]{36})/.exec(item.open)?.[1] ?? "";
  const { items } = await queue.list({ clinicId });
  const ticket = items.find((one) => one.id === item.id);
  if (!ticket) throw Object.assign(new Error("gone"), { code: "GONE", status: 404 });
  return ticket.matterId;
}

export const useMatterOf = (item: WorkItem) =>
  useApi(["dashboards", "matterOf", item.kind, item.id], () => matterOf(item));
