import { type KeyboardEvent, useEffect, useRef, useState } from "react";
import { civilDate } from "../../../shared/civil-time.ts";
import { client } from "../../../ui/api.ts";
import { Button } from "../../../ui/console/button.tsx";
import { Failed, Waiting } from "../../../ui/console/empty.tsx";
import { span } from "../../../ui/console/format.ts";
import { useHotkey } from "../../../ui/console/hotkeys.ts";
import { Icon } from "../../../ui/console/icons.tsx";
import { Kbd } from "../../../ui/console/kbd.tsx";
import { Section } from "../../../ui/console/page.tsx";
import { useAction, useApi } from "../../../ui/console/query.ts";
import { Status } from "../../../ui/console/status.tsx";
import { type Appointment, appointmentsContract } from "../../appointments/contract.ts";
import { companionsNote } from "../../appointments/labels.ts";
import { queueContract, type Ticket } from "../contract.ts";
import { refusals } from "../labels.ts";
import { PrintButton, TicketSlip } from "./slip.tsx";
import { touched } from "./ticket-row.tsx";

const appointments = client(appointmentsContract);
const queue = client(queueContract);

/** Today's appointments: typed a few characters, Enter receives. */
export function Arrivals({ clinicId, mayReceive }: { clinicId: string; mayReceive: boolean }) {
  const [typed, setTyped] = useState("");
  const [q, setQ] = useState("");
  const [at, setAt] = useState(0);
  const [ticket, setTicket] = useState<Ticket>();
  const box = useRef<HTMLInputElement>(null);
  useEffect(() => {
    const timer = setTimeout(() => setQ(typed.trim()), 250);
    return () => clearTimeout(timer);
  }, [typed]);
  const today = civilDate(new Date());
  const asked = {
    clinicId,
    from: today,
    to: today,
    state: ["booked" as const, "checkedIn" as const],
    q: q || undefined,
    size: 200,
  };
  const read = useApi(["appointments", "list", asked], () => appointments.list(asked), {
    everyMs: 30_000,
    keepPrevious: true,
  });
  const rows = [...(read.data?.items ?? [])].sort(
    (a, b) => Number(a.state !== "booked") - Number(b.state !== "booked") || a.startsAt.localeCompare(b.startsAt),
  );
  const open = rows.filter((row) => row.can.includes("checkIn"));
  const current = open[Math.min(at, open.length - 1)];
  const receive = useAction((id: string) => queue.checkIn({ id }), {
    refusals,
    invalidate: touched,
    done: (made) => `已报到，号码 ${made.label}。`,
    after: (made) => {
      setTicket(made);
      setTyped("");
      setAt(0);
    },
  });
  useHotkey("b", () => box.current?.focus(), { label: "找今天的预约，报到" });
  const onKey = (event: KeyboardEvent) => {
    if (event.nativeEvent.isComposing || event.keyCode === 229) return;
    const step = { ArrowDown: 1, ArrowUp: -1 }[event.key];
    if (step && open.length > 0) {
      event.preventDefault();
      setAt((Math.min(at, open.length - 1) + step + open.length) % open.length);
    } else if (event.key === "Enter" && current && !receive.isPending) {
      event.preventDefault();
      // The list on the screen must be the answer to what was typed, else Enter could receive somebody else.
      if (typed.trim() === q && !read.isPlaceholderData) receive.mutate(current.id);
    }
  };
  return (
    <Section title={q === "" && open.length > 0 ? `今天的预约（${open.length} 位还没到）` : "今天的预约"} bare>
      <div className="lc-surface queue-arrivals">
        <span className="lc-text-filter">
          <Icon name="search" size={16} />
          <input
            ref={box}
            type="text"
            autoComplete="off"
            aria-label="找今天的预约：姓名、手机后四位、编号"
            aria-keyshortcuts="b"
            placeholder="姓名、手机后四位、编号"
            value={typed}
            onChange={(event) => {
              setTyped(event.target.value);
              setAt(0);
            }}
            onKeyDown={onKey}
          />
          <Kbd combo="B" />
        </span>
        {ticket && (
          <div className="queue-received">
            <TicketSlip ticket={ticket} />
            <div className="queue-noprint queue-moves">
              <PrintButton />
              <Button kind="quiet" onClick={() => setTicket(undefined)}>
                收起
              </Button>
            </div>
          </div>
        )}
        {read.error && !read.data && <Failed error={read.error} retry={read.refetch} />}
        {read.isPending && <Waiting lines={3} />}
        {read.data && rows.length === 0 && (
          <p className="queue-none">
            {q === "" ? "今天没有人预约。没预约的来了，按 N 登记取号。" : "今天的预约里没有这个人。可以按 N 登记取号。"}
          </p>
        )}
        <ul>
          {rows.map((row) => (
            <Arrival
              key={row.id}
              row={row}
              current={row === current && typed !== ""}
              mayReceive={mayReceive}
              busy={receive.isPending && receive.variables === row.id}
              onReceive={() => receive.mutate(row.id)}
            />
          ))}
        </ul>
      </div>
    </Section>
  );
}

function Arrival({
  row,
  current,
  mayReceive,
  busy,
  onReceive,
}: {
  row: Appointment;
  current: boolean;
  mayReceive: boolean;
  busy: boolean;
  onReceive: () => void;
}) {
  const waits = row.can.includes("checkIn");
  return (
    <li data-current={current || undefined}>
      <div>
        <b>{row.residentName ?? "未留姓名"}</b>
        <small>
          {[span(row.startsAt, row.endsAt), companionsNote(row.companions), row.practitionerName, row.matterNumber]
            .filter(Boolean)
            .join(" · ")}
        </small>
      </div>
      {waits && mayReceive ? (
        <Button kind={current ? "primary" : "plain"} busy={busy} onClick={onReceive}>
          报到
        </Button>
      ) : (
        <Status tone={row.state === "checkedIn" ? "good" : "plain"}>
          {row.state === "checkedIn" ? "已报到" : "还没到"}
        </Status>
      )}
    </li>
  );
}
