import { useState } from "react";
import { civilDate } from "../../../shared/civil-time.ts";
import { client } from "../../../ui/api.ts";
import { Failed, Waiting } from "../../../ui/console/empty.tsx";
import { Form } from "../../../ui/console/form.tsx";
import { dayClock, span } from "../../../ui/console/format.ts";
import { Go } from "../../../ui/console/go.tsx";
import { Moves } from "../../../ui/console/moves.tsx";
import { Facts } from "../../../ui/console/page.tsx";
import { PanelHead } from "../../../ui/console/panel.tsx";
import { useApi } from "../../../ui/console/query.ts";
import { Slot } from "../../../ui/console/slots.tsx";
import { StateTag } from "../../../ui/console/status.tsx";
import { type Appointment, appointmentsContract } from "../contract.ts";
import { companionsNote, madeByLabels, refusals } from "../labels.ts";
import { appointmentStateWords } from "./words.ts";

const api = client(appointmentsContract);
export const touched = [["appointments"], ["matters"], ["rosters"], ["queue"], ["today"], ["dashboards"]];

/** The moves that make sense today: whoever is expected another day cannot be received now. */
export const movesNow = (appointment: Appointment): string[] =>
  appointment.can.filter(
    (move) => move !== "checkIn" || civilDate(new Date(appointment.startsAt)) === civilDate(new Date()),
  );

/** Receiving (from the queue), not come, cancelling with a reason. */
export function AppointmentMoves({ appointment }: { appointment: Appointment }) {
  const { id } = appointment;
  const can = movesNow(appointment);
  const [cancelling, setCancelling] = useState(false);
  return (
    <>
      <div className="appointments-moves">
        <Slot name="appointment" id={id} can={can} />
        <Moves
          can={can}
          refusals={refusals}
          invalidate={touched}
          moves={{
            confirm: { label: "确认预约", run: () => api.confirm({ id }), done: "已约好。" },
            noShow: { label: "记为未到", run: () => api.noShow({ id }), done: "已记为未到。", sure: "确认他没有来" },
            cancel: { label: "取消预约", open: () => setCancelling(!cancelling), danger: true },
          }}
        />
      </div>
      {cancelling && can.includes("cancel") && (
        <Form
          fields={[
            {
              name: "reason",
              label: "为什么取消",
              kind: "text",
              maxLength: 200,
              hint: "来访人会收到短信通知，位子放开给别人。",
            },
          ]}
          submit={(values) => api.cancel({ id, reason: values.reason as string | undefined })}
          submitLabel="取消这个预约"
          done="已取消，位子放开了。"
          refusals={refusals}
          invalidate={touched}
          onDone={() => setCancelling(false)}
          onCancel={() => setCancelling(false)}
        />
      )}
    </>
  );
}

export function AppointmentPreview({ id }: { id: string }) {
  const { data, error, refetch } = useApi(["appointments", "get", id], () => api.get({ id }));
  if (error && !data) return <Failed error={error} retry={refetch} refusals={refusals} />;
  if (!data) return <Waiting />;
  return (
    <>
      <PanelHead
        over={data.clinicName}
        title={`${dayClock(data.startsAt)}–${span(data.startsAt, data.endsAt).split("–")[1] ?? ""}`}
      >
        <StateTag state={data.state} words={appointmentStateWords} />
      </PanelHead>
      <AppointmentMoves appointment={data} />
      <Facts
        items={[
          ["来访人", data.residentName ?? "未留姓名"],
          [
            "事项",
            <Go key="matter" href={`/matters/${data.matterId}`}>
              {data.matterNumber}
            </Go>,
          ],
          ["坐诊", data.practitionerName],
          ["在哪间", data.room],
          ["第几个", `第 ${data.position} 个`],
          ["同来人数", companionsNote(data.companions) ?? "一个人来"],
          ["怎么约的", madeByLabels[data.madeBy]],
          ["什么时候约的", dayClock(data.bookedAt)],
          ["取消原因", data.cancelReason],
        ]}
      />
    </>
  );
}
