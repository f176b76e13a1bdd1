import { useEffect, useRef } from "react";
import { Button } from "../../../ui/console/button.tsx";
import { dayClock } from "../../../ui/console/format.ts";
import { Go } from "../../../ui/console/go.tsx";
import { Page } from "../../../ui/console/page.tsx";
import type { DeskDone } from "./desk-work.ts";
import { DoneSlip, PrintButton } from "./slip.tsx";

/** The number big, the paper, and the next person with one key. */
export function DeskResult({ done, again }: { done: DeskDone; again: () => void }) {
  const next = useRef<HTMLButtonElement>(null);
  useEffect(() => next.current?.focus(), []);
  const said =
    done.kind === "ticket"
      ? done.ahead
        ? `请坐着等叫号，前面还有 ${done.ahead} 位。`
        : "请坐着等叫号，很快就到。"
      : done.kind === "booked"
        ? `约在 ${dayClock(done.appointment.startsAt)}，${done.appointment.clinicName}。`
        : "已经登记，没有取号，也没有约时间。";
  return (
    <Page title="登记好了">
      <div className="queue-done" role="status">
        <div className="queue-noprint">
          <p className="queue-done-label">{done.kind === "ticket" ? "号码" : "事项编号"}</p>
          <p className="queue-done-number">{done.kind === "ticket" ? done.ticket.label : done.number}</p>
          <p>{said}</p>
          <p>
            事项 <Go href={`/matters/${done.id}`}>{done.number}</Go>
          </p>
          <div className="lc-moves">
            <Button kind="primary" icon="plus" hotkey="n" onClick={again} ref={next}>
              登记下一位
            </Button>
            <PrintButton />
            <Button href={`/matters/${done.id}`}>打开这件事项</Button>
            {done.kind === "ticket" && <Button href="/queue">看排队</Button>}
          </div>
        </div>
        <DoneSlip done={done} />
      </div>
    </Page>
  );
}
