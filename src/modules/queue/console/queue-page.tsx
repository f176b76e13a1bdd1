import { Select } from "antd";
import { type ReactNode, useEffect, useState } from "react";
import { client } from "../../../ui/api.ts";
import { Button } from "../../../ui/console/button.tsx";
import { Empty, Failed, Waiting } from "../../../ui/console/empty.tsx";
import { clock } from "../../../ui/console/format.ts";
import { Icon } from "../../../ui/console/icons.tsx";
import { Page } from "../../../ui/console/page.tsx";
import { useAction, useApi } from "../../../ui/console/query.ts";
import { useCan } from "../../../ui/console/session.tsx";
import { Worklist } from "../../../ui/console/worklist.tsx";
import { networkContract } from "../../network/contract.ts";
import { queueContract } from "../contract.ts";
import { refusals } from "../labels.ts";
import { Arrivals } from "./arrivals.tsx";
import { ChooseFirst, ClinicChoice, useDeskClinic } from "./clinic-choice.tsx";
import { ticketItem, touched } from "./ticket-row.tsx";
import "./queue.css";

const api = client(queueContract);
const network = client(networkContract);
const EVERY_MS = 5000;

/** Today's queue of one clinic, fresh every five seconds, with the arrivals of those who booked. */
export function QueuePage() {
  const desk = useDeskClinic();
  if (!desk.clinicId) return <ChooseFirst title="今天的排队" desk={desk} />;
  return (
    <Queue
      key={desk.clinicId}
      clinicId={desk.clinicId}
      choice={desk.fixed ? undefined : <ClinicChoice value={desk.clinicId} onChoose={desk.choose} />}
    />
  );
}

function Queue({ clinicId, choice }: { clinicId: string; choice: ReactNode }) {
  const read = useApi(["queue", "list", clinicId], () => api.list({ clinicId }), { everyMs: EVERY_MS });
  const clinic = useApi(["network", "getClinic", clinicId], () => network.getClinic({ id: clinicId }));
  const mayCall = useCan("ticket:call");
  const mayReceive = useCan("appointment:receive");
  const serves = useCan("session:serve");
  const mayTake = useCan("ticket:take");
  const [room, setRoom] = useRoom(clinicId, clinic.data?.rooms ?? []);
  const next = useAction(() => api.callNext({ clinicId, room }), {
    refusals,
    invalidate: touched,
    done: (ticket) => (ticket ? `正在叫 ${ticket.label}，${room}。` : "现在没有人在等。"),
  });
  const tickets = read.data?.items ?? [];
  const inState = (...states: string[]) => tickets.filter((one) => states.includes(one.state));
  const waiting = inState("waiting");
  const items = (list: typeof tickets, first?: boolean) =>
    list.map((ticket, place) => ticketItem(ticket, room, { first: first === true && place === 0, serves }));
  return (
    <Page
      title="今天的排队"
      extra={choice}
      lead={choice ? undefined : clinic.data?.name}
      action={
        <div className="queue-head">
          <a className="lc-button" data-kind="quiet" href={`/board/${clinicId}`} target="_blank" rel="noopener">
            <Icon name="expand" size={16} />
            <span>打开候诊屏</span>
          </a>
          {mayCall && (clinic.data?.rooms.length ?? 0) > 1 && (
            <Select
              aria-label="叫到哪一间"
              value={room}
              popupMatchSelectWidth={false}
              options={(clinic.data?.rooms ?? []).map((one) => ({ value: one, label: `叫到 ${one}` }))}
              onChange={setRoom}
            />
          )}
          {mayCall && (
            <Button
              kind="primary"
              hotkey="c"
              busy={next.isPending}
              disabled={waiting.length === 0 || room === ""}
              onClick={() => next.mutate(undefined)}
            >
              叫下一位
            </Button>
          )}
        </div>
      }
    >
      <Freshness
        at={read.dataUpdatedAt}
        failing={read.data !== undefined && (read.isError || read.fetchStatus === "paused" || read.failureCount > 0)}
      />
      <div className="queue-page">
        <div>
          {read.error && !read.data && (
            <div className="lc-surface">
              <Failed error={read.error} retry={read.refetch} />
            </div>
          )}
          {read.isPending && !read.error && <Waiting lines={6} />}
          <Worklist title="叫到的和正在接待的" items={items(inState("called", "serving"))} />
          <Worklist title="在等的人" items={items(waiting, true)} />
          {read.data && waiting.length === 0 && (
            <div className="lc-surface queue-empty">
              <Empty title="现在没有人在等" icon="people" action={mayTake && <Button href="/desk">登记来访</Button>}>
                这很正常。来人按 N 登记取号；预约的人在右边报到。
              </Empty>
            </div>
          )}
          <Worklist title="过号的" items={items(inState("skipped"))} />
        </div>
        <Arrivals clinicId={clinicId} mayReceive={mayReceive} />
      </div>
    </Page>
  );
}

/** How old what one sees is, when the network is gone: nobody should call from yesterday's list. */
function Freshness({ at, failing }: { at: number; failing: boolean }) {
  const [now, setNow] = useState(Date.now);
  useEffect(() => {
    const timer = setInterval(() => setNow(Date.now()), 1000);
    return () => clearInterval(timer);
  }, []);
  const age = Math.round((now - at) / 1000);
  if (at === 0 || (!failing && age < 30)) return null;
  return (
    <p className="queue-stale" role="status">
      <Icon name="alert" size={16} />
      网络不通，看到的是 {clock(at)} 的情况（{age < 60 ? `${age} 秒` : `${Math.floor(age / 60)} 分钟`}
      前）。正在重连，连上就换成最新的。
    </p>
  );
}

/** The room that people are called to; this computer remembers it. */
function useRoom(clinicId: string, rooms: readonly string[]): [string, (room: string) => void] {
  const place = `lc.room.${clinicId}`;
  const [chosen, setChosen] = useState(() => localStorage.getItem(place) ?? "");
  const room = rooms.includes(chosen) ? chosen : (rooms[0] ?? "");
  return [
    room,
    (next) => {
      localStorage.setItem(place, next);
      setChosen(next);
    },
  ];
}
