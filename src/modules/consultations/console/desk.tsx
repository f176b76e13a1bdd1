import { Select } from "antd";
import { useState } from "react";
import { civilDate, formatDuration } from "../../../shared/civil-time.ts";
import { client } from "../../../ui/api.ts";
import { Button } from "../../../ui/console/button.tsx";
import { Empty, Failed, Waiting } from "../../../ui/console/empty.tsx";
import { day, moment, span } from "../../../ui/console/format.ts";
import { Go } from "../../../ui/console/go.tsx";
import { Icon } from "../../../ui/console/icons.tsx";
import { Page } from "../../../ui/console/page.tsx";
import { useAction, useApi } from "../../../ui/console/query.ts";
import { useMe } from "../../../ui/console/session.tsx";
import { Status } from "../../../ui/console/status.tsx";
import { toast } from "../../../ui/console/toast.tsx";
import { Worklist } from "../../../ui/console/worklist.tsx";
import { useClinic } from "../../network/console/panels.tsx";
import { queueContract, type Ticket } from "../../queue/contract.ts";
import { priorityLabels, refusals as queueRefusals } from "../../queue/labels.ts";
import { checkIn, checkOut, dayParts, formOf, Presence, useMySessions } from "../../rosters/console/panels.tsx";
import type { Session } from "../../rosters/contract.ts";
import { refusals as rosterRefusals } from "../../rosters/labels.ts";
import { consultationsContract } from "../contract.ts";
import { useStart } from "./panels.tsx";
import "./consultations.css";

const api = client(consultationsContract);
const queue = client(queueContract);
const touched = [["queue"], ["rosters"], ["dashboards"], ["appointments"]];

const isToday = (session: Session): boolean => civilDate(new Date(session.startsAt)) === civilDate(new Date());

/** The session that somebody is at: signed in to, or going on, or the next of today. */
function sessionAtHand(sessions: readonly Session[]): Session | undefined {
  const now = Date.now();
  const open = sessions.filter((one) => one.state === "published" && Date.parse(one.endsAt) > now);
  return (
    sessions.find((one) => one.can.includes("checkOut")) ??
    open.find((one) => one.can.includes("checkIn")) ??
    open.find(isToday)
  );
}

/** The practitioner's own day: sign in, call, listen, sign, next. */
export function MyDeskPage() {
  const read = useMySessions(14);
  const sessions = read.data?.items ?? [];
  const atHand = sessionAtHand(sessions);
  const later = sessions.filter(
    (one) => one !== atHand && one.state === "published" && Date.parse(one.endsAt) > Date.now(),
  );
  const cancelled = sessions.filter((one) => one.state === "cancelled" && Date.parse(one.endsAt) > Date.now());
  return (
    <Page title="我的坐诊">
      {read.error && !read.data && <Failed error={read.error} retry={read.refetch} />}
      {!read.data && !read.error && <Waiting lines={6} />}
      {read.data && !atHand && (
        <section className="lc-surface consult-now">
          <Empty title="今天没有您的坐诊" icon="desk">
            {later[0]
              ? `下一次：${day(later[0].startsAt)}${span(later[0].startsAt, later[0].endsAt)}，${later[0].clinicName}。`
              : "两周内没有安排。排班有变请找司法所。"}
          </Empty>
        </section>
      )}
      <Unfinished />
      {atHand && <AtHand key={atHand.id} session={atHand} />}
      <Worklist
        title="接下来的坐诊"
        total={later.length}
        items={later.map((one) => ({
          key: one.id,
          due: dayParts(one.startsAt)[0],
          title: `${dayParts(one.startsAt)[1]} ${span(one.startsAt, one.endsAt)}　${one.clinicName}`,
          note: [formOf(one), one.place ?? one.room, one.capacity > 0 ? `已约 ${one.capacity - one.free} 人` : ""]
            .filter(Boolean)
            .join(" · "),
          href: `/sessions/${one.id}`,
        }))}
      />
      <Worklist
        title="取消了的"
        items={cancelled.map((one) => ({
          key: one.id,
          due: dayParts(one.startsAt)[0],
          title: `${dayParts(one.startsAt)[1]} ${span(one.startsAt, one.endsAt)}　${one.clinicName}`,
          note: one.cancelReason,
        }))}
      />
    </Page>
  );
}

/** What was begun and not signed: nobody goes home with a forgotten record. */
function Unfinished() {
  const read = useApi(["consultations", "list", "mine"], () => api.list({ size: 50 }));
  const open = (read.data?.items ?? []).filter((one) => one.state === "open" && one.can.includes("sign"));
  return (
    <Worklist
      title="没写完的记录"
      items={open.map((one) => ({
        key: one.id,
        due: moment(one.startedAt),
        tone: "attention" as const,
        title: one.matterNumber,
        note: one.note ? `写了 ${Array.from(one.note).length} 个字` : "还没有写",
        href: `/consultations/${one.id}`,
        action: <Button href={`/consultations/${one.id}`}>接着写</Button>,
      }))}
    />
  );
}

function AtHand({ session }: { session: Session }) {
  const me = useMe();
  const own = session.duty.find((person) => person.practitionerId === me.grant?.practitionerId);
  const here = session.can.includes("checkOut");
  const over = Date.parse(session.endsAt) <= Date.now();
  const enter = useAction(() => checkIn(session.id), {
    refusals: rosterRefusals,
    invalidate: touched,
    done: "已签到，候诊屏上显示您在。",
  });
  const leave = useAction(() => checkOut(session.id), {
    refusals: rosterRefusals,
    invalidate: touched,
    done: "已签退，辛苦了。",
  });
  return (
    <section className="lc-surface consult-now">
      <div className="consult-now-head">
        <div>
          <b>
            {isToday(session) ? "今天 " : day(session.startsAt)}
            {span(session.startsAt, session.endsAt)}
          </b>
          <small>
            {session.clinicName} · {formOf(session)} · {session.place ?? session.room}
          </small>
        </div>
        {own && <Presence person={own} session={session} />}
        {session.can.includes("checkIn") && (
          <Button kind="primary" busy={enter.isPending} onClick={() => enter.mutate(undefined)}>
            签到
          </Button>
        )}
        {here && (
          <Button kind={over ? "primary" : "plain"} busy={leave.isPending} onClick={() => leave.mutate(undefined)}>
            签退
          </Button>
        )}
      </div>
      {here ? (
        <Waitroom session={session} />
      ) : (
        <p className="consult-next">
          <Icon name="clock" size={16} />
          {session.can.includes("checkIn") ? "签到以后就能叫号。" : "开始前 30 分钟起可以签到。"}
        </p>
      )}
    </section>
  );
}

/** Who waits for this session, who was called, and the one button that goes on. */
function Waitroom({ session }: { session: Session }) {
  const me = useMe();
  const clinic = useClinic(session.clinicId);
  const [room, setRoom] = useState(session.room);
  const read = useApi(["queue", "list", session.clinicId], () => queue.list({ clinicId: session.clinicId }), {
    everyMs: 10_000,
  });
  const start = useStart();
  const next = useAction(() => queue.callNext({ clinicId: session.clinicId, sessionId: session.id, room }), {
    refusals: queueRefusals,
    invalidate: touched,
    after: (ticket) => {
      if (!ticket) toast({ text: "现在没有人在等。没有人来也是正常的。" });
    },
  });
  const tickets = read.data?.items ?? [];
  const mine = (one: Ticket) => one.practitionerId === me.grant?.practitionerId;
  const called = tickets.find((one) => one.state === "called" && mine(one));
  const waiting = tickets.filter(
    (one) => one.state === "waiting" && (one.sessionId === null || one.sessionId === session.id),
  );
  const rooms = [...new Set([session.room, ...(clinic.data?.rooms ?? [])])];
  const begin = (ticket: Ticket) =>
    start.mutate({ matterId: ticket.matterId, ticketId: ticket.id, sessionId: session.id });
  return (
    <>
      {read.error && !read.data && <Failed error={read.error} retry={read.refetch} refusals={queueRefusals} />}
      {called && <Called ticket={called} busy={start.isPending} onBegin={() => begin(called)} />}
      <div className="consult-next">
        {!called && (
          <Button
            kind="primary"
            hotkey="c"
            busy={next.isPending}
            disabled={waiting.length === 0}
            onClick={() => next.mutate(undefined)}
          >
            {`叫下一位${waiting.length > 0 ? `（${waiting.length} 人在等）` : ""}`}
          </Button>
        )}
        <label htmlFor="consult-room">
          我在
          <Select
            id="consult-room"
            value={room}
            options={rooms.map((one) => ({ value: one, label: one }))}
            onChange={(one: string) => setRoom(one)}
          />
        </label>
        {read.data && waiting.length === 0 && !called && (
          <span>现在没有人在等。零来访也是正常的：您在，就是服务。</span>
        )}
      </div>
      {waiting.length > 0 && (
        <Worklist
          title="在等的人"
          items={waiting.map((one) => ({
            key: one.id,
            due: one.label,
            tone: one.priorityReason ? ("attention" as const) : undefined,
            title: `${one.maskedName} · ${one.categoryLabel ?? "还没分类"}`,
            note: [
              `已等 ${formatDuration(one.waitedMinutes)}`,
              one.priorityReason && priorityLabels[one.priorityReason],
              one.appointmentId && "预约的",
            ]
              .filter(Boolean)
              .join(" · "),
            href: `/matters/${one.matterId}`,
          }))}
        />
      )}
    </>
  );
}

function Called({ ticket, busy, onBegin }: { ticket: Ticket; busy: boolean; onBegin: () => void }) {
  const again = useAction(() => queue.recall({ id: ticket.id }), {
    refusals: queueRefusals,
    invalidate: touched,
    done: "又叫了一遍。",
  });
  const skip = useAction(() => queue.skip({ id: ticket.id }), {
    refusals: queueRefusals,
    invalidate: touched,
    done: "已过号。他回来了，窗口可以让他重新排队。",
  });
  return (
    <div className="consult-called">
      <strong>{ticket.label}</strong>
      <div>
        {ticket.maskedName} · {ticket.categoryLabel ?? "还没分类"}
        <small>
          {`已等 ${formatDuration(ticket.waitedMinutes)}，叫了 ${ticket.callCount} 遍`} ·{" "}
          <Go href={`/matters/${ticket.matterId}`}>{ticket.matterNumber}</Go>
        </small>
      </div>
      {ticket.priorityReason && <Status tone="attention">{priorityLabels[ticket.priorityReason]}</Status>}
      <span className="consult-moves">
        {ticket.can.includes("start") && (
          <Button kind="primary" hotkey="s" busy={busy} onClick={onBegin}>
            人来了，开始接待
          </Button>
        )}
        {ticket.can.includes("recall") && (
          <Button hotkey="r" busy={again.isPending} onClick={() => again.mutate(undefined)}>
            再叫一遍
          </Button>
        )}
        {ticket.can.includes("skip") && (
          <Button busy={skip.isPending} onClick={() => skip.mutate(undefined)}>
            过号
          </Button>
        )}
      </span>
    </div>
  );
}
