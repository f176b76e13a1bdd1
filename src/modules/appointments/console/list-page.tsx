import { addDays, civilDate, weekdayOf } from "../../../shared/civil-time.ts";
import type { InputOf } from "../../../shared/contract.ts";
import { client } from "../../../ui/api.ts";
import { Empty } from "../../../ui/console/empty.tsx";
import { day, span } from "../../../ui/console/format.ts";
import { useUrlSearch } from "../../../ui/console/go.tsx";
import { ListPage } from "../../../ui/console/list.tsx";
import { Panel } from "../../../ui/console/panel.tsx";
import { Slot } from "../../../ui/console/slots.tsx";
import { StateTag } from "../../../ui/console/status.tsx";
import { type Appointment, appointmentStates, appointmentsContract } from "../contract.ts";
import { companionsNote, madeByLabels, refusals, stateLabels } from "../labels.ts";
import { AppointmentPreview, movesNow } from "./appointment-view.tsx";
import { appointmentStateWords } from "./words.ts";
import "./appointments.css";

const api = client(appointmentsContract);
const input = appointmentsContract.list["~orpc"].inputSchema;

/** Appointments within reach; today's can be received from the row. */
export function AppointmentsPage() {
  const [search] = useUrlSearch();
  const today = civilDate(new Date());
  const yesterday = addDays(today, -1);
  // What is over is looked for, not stumbled upon.
  const ahead = !search.from && !search.to && !search.q;
  const tomorrow = addDays(today, 1);
  const sunday = addDays(today, 7 - weekdayOf(today));
  return (
    <ListPage<Appointment, InputOf<typeof appointmentsContract.list>>
      title="预约"
      label="预约"
      unit="个"
      queryKey={["appointments", "list"]}
      input={input}
      load={(asked) => api.list(asked)}
      fixed={ahead ? { from: today } : {}}
      rowId={(row) => row.id}
      refusals={refusals}
      columns={[
        {
          key: "who",
          title: "来访人",
          render: (row) => (
            <>
              {row.residentName ?? "未留姓名"}
              <small>
                {[row.matterNumber, madeByLabels[row.madeBy], companionsNote(row.companions)]
                  .filter(Boolean)
                  .join(" · ")}
              </small>
            </>
          ),
        },
        {
          key: "time",
          title: "时间",
          width: "13em",
          render: (row) => (
            <>
              {span(row.startsAt, row.endsAt)}
              <small>{day(row.startsAt)}</small>
            </>
          ),
        },
        {
          key: "state",
          title: "状态",
          width: "8em",
          render: (row) => <StateTag state={row.state} words={appointmentStateWords} />,
        },
        {
          key: "clinic",
          title: "门诊",
          width: "15em",
          wideOnly: true,
          render: (row) => (
            <>
              {row.clinicName}
              <small>{[row.practitionerName, row.room].filter(Boolean).join(" · ")}</small>
            </>
          ),
        },
        {
          key: "do",
          title: "报到",
          width: "7em",
          // Where it is narrow the open row has the button.
          wideOnly: true,
          render: (row) => <Slot name="appointment" id={row.id} can={movesNow(row)} />,
        },
      ]}
      filters={[
        { key: "q", label: "查找", kind: "text", hint: "姓名、手机后四位、编号" },
        {
          key: "state",
          label: "状态",
          kind: "many",
          options: appointmentStates.map((value) => ({ value, label: stateLabels[value] })),
        },
        { key: "from", to: "to", label: "哪几天", kind: "range" },
      ]}
      views={[
        { label: "今天和以后", search: {} },
        { label: "今天", search: { from: today, to: today } },
        { label: "明天", search: { from: tomorrow, to: tomorrow } },
        { label: "这一周", search: { from: today, to: sunday } },
        { label: "以前的", search: { to: yesterday } },
        { label: "没有来的", search: { state: "noShow", to: today } },
      ]}
      panel={(id, close) => (
        <Panel label="预约" onClose={close}>
          <AppointmentPreview key={id} id={id} />
        </Panel>
      )}
      empty={
        <Empty title="今天和以后还没有人预约" icon="clock">
          群众在手机上约的、窗口帮着约的，都在这里。先发布坐诊时段，别人才约得到。
        </Empty>
      }
    />
  );
}
