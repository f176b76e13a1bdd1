import { client } from "../../../ui/api.ts";
import { Button } from "../../../ui/console/button.tsx";
import { day, dayClock, span } from "../../../ui/console/format.ts";
import { useApi } from "../../../ui/console/query.ts";
import { networkContract } from "../../network/contract.ts";
import type { Ticket } from "../contract.ts";
import { priorityLabels } from "../labels.ts";
import type { DeskDone } from "./desk-work.ts";
import "./slip.css";

const network = client(networkContract);

/** What the person takes along: a number to be called by, nothing that says who he is or why he came. */
export function TicketSlip({ ticket, ahead }: { ticket: Ticket; ahead?: number | undefined }) {
  const clinic = useApi(["network", "getClinic", ticket.clinicId], () => network.getClinic({ id: ticket.clinicId }));
  return (
    <div className="queue-slip">
      <p>{clinic.data?.name ?? ""}</p>
      <small>您的号码</small>
      <strong>{ticket.label}</strong>
      {ahead !== undefined && <p>{ahead === 0 ? "前面没有人，下一个就是您" : `前面还有 ${ahead} 位`}</p>}
      {ticket.priorityReason && <p>{priorityLabels[ticket.priorityReason]}</p>}
      <hr />
      <p>事项编号 {ticket.matterNumber}</p>
      <p>{dayClock(ticket.takenAt)} 取号</p>
      <small>看屏幕或听叫号。没听到也不要紧，跟窗口说一声，可以重新排队。</small>
    </div>
  );
}

/** The paper for each of the three ends of the desk. */
export function DoneSlip({ done }: { done: DeskDone }) {
  if (done.kind === "ticket") return <TicketSlip ticket={done.ticket} ahead={done.ahead} />;
  if (done.kind === "booked") {
    const { appointment } = done;
    return (
      <div className="queue-slip">
        <p>{appointment.clinicName}</p>
        <small>约好的时间</small>
        <strong data-time>{day(appointment.startsAt)}</strong>
        <strong data-time>{span(appointment.startsAt, appointment.endsAt)}</strong>
        <p>第 {appointment.position} 个</p>
        {appointment.practitionerName && <p>{appointment.practitionerName}</p>}
        {appointment.room && <p>{appointment.room}</p>}
        <hr />
        <p>事项编号 {done.number}</p>
        <small>来了先到窗口报到。来不了请早点打电话取消，让别人用这个时间。</small>
      </div>
    );
  }
  return (
    <div className="queue-slip">
      <small>事项编号</small>
      <strong data-time>{done.number}</strong>
      <hr />
      <small>凭这个编号和登记的手机号，可以在网上查办到哪一步。</small>
    </div>
  );
}

export const PrintButton = () => (
  <Button icon="print" hotkey="p" onClick={() => window.print()}>
    打印小票
  </Button>
);
