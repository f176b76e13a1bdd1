import { type ReactNode, useState } from "react";
import { client } from "../../../ui/api.ts";
import { Button } from "../../../ui/console/button.tsx";
import { Failed, Waiting } from "../../../ui/console/empty.tsx";
import { Form } from "../../../ui/console/form.tsx";
import { Go } from "../../../ui/console/go.tsx";
import { Moves } from "../../../ui/console/moves.tsx";
import { Facts } from "../../../ui/console/page.tsx";
import { useApi } from "../../../ui/console/query.ts";
import { useCan } from "../../../ui/console/session.tsx";
import { professionLabels } from "../../practitioners/labels.ts";
import { rostersContract, type Session } from "../contract.ts";
import { formLabels, moveLabels, refusals, timeTypeLabels } from "../labels.ts";
import { Presence, sessionTime } from "./panels.tsx";

const api = client(rostersContract);

export const useSessionOf = (id: string) =>
  useApi(["rosters", "getSession", id], () => api.getSession({ id }), { enabled: id !== "" });

/** One session: what may be done, who is on duty, where and how many. */
export function SessionView({ id, head }: { id: string; head?: (session: Session) => ReactNode }) {
  const { data: session, error, refetch } = useSessionOf(id);
  const [cancelling, setCancelling] = useState(false);
  const mayRead = useCan("appointment:read");
  if (error && !session) return <Failed error={error} retry={refetch} refusals={refusals} />;
  if (!session) return <Waiting />;
  const taken = session.capacity - session.free;
  return (
    <>
      {head?.(session)}
      <Moves
        can={session.can}
        refusals={refusals}
        invalidate={[["rosters"], ["dashboards"]]}
        moves={{
          checkIn: { label: "签到", run: () => api.checkIn({ id }), done: "已签到，候诊屏上显示您在。" },
          checkOut: { label: "签退", run: () => api.checkOut({ id }), done: "已签退，辛苦了。" },
          publish: { label: "发布", run: () => api.publishSession({ id }), done: "已发布，群众现在能看到、能预约。" },
          change: { label: "修改", href: `/sessions/${id}/edit` },
          cancel: { label: moveLabels.cancel ?? "取消", danger: true, open: () => setCancelling(!cancelling) },
        }}
      />
      {cancelling && session.can.includes("cancel") && (
        <Form
          fields={[
            {
              name: "reason",
              label: "为什么取消",
              kind: "text",
              required: true,
              maxLength: 200,
              hint:
                taken > 0 && session.state === "published"
                  ? `已经约出 ${taken} 个号。约好的人会收到通知，看到这句话和最近的其他时间。`
                  : "公开页面会写明。",
              check: (value) => (String(value).trim().length < 2 ? "请写清楚一点" : undefined),
            },
          ]}
          submitLabel="取消这次坐诊"
          done="已取消，约好的人会收到通知。"
          refusals={refusals}
          invalidate={[["rosters"], ["appointments"], ["dashboards"]]}
          submit={(values) => api.cancelSession({ id, reason: String(values.reason) })}
          onDone={() => setCancelling(false)}
          onCancel={() => setCancelling(false)}
        />
      )}
      <div className="lc-sheet">
        <Facts
          items={[
            [
              "门诊",
              <Go key="clinic" href={`/clinics/${session.clinicId}`}>
                {session.clinicName}
              </Go>,
            ],
            ["时间", sessionTime(session)],
            ["形式", `${formLabels[session.form]}，${timeTypeLabels[session.timeType]}`],
            ["房间", session.room],
            ["地点", session.place],
            [
              "号位",
              session.capacity === 0 ? "不约号，来了就接待" : `共 ${session.capacity} 个，还空 ${session.free} 个`,
            ],
            ["取消原因", session.cancelReason],
          ]}
        />
        <ul className="rosters-duty">
          {session.duty.map((person) => (
            <li key={person.practitionerId}>
              <span>
                {person.name}
                <small>
                  {professionLabels[person.profession]} · {person.employer}
                </small>
              </span>
              <Presence person={person} session={session} />
            </li>
          ))}
          {session.duty.length === 0 && <li>还没有安排坐诊的人。选好人才能发布。</li>}
        </ul>
      </div>
      {mayRead && session.state === "published" && (
        <p className="rosters-links">
          <Button href={`/appointments?sessionId=${id}`}>{`看这场的预约（${taken}）`}</Button>
        </p>
      )}
    </>
  );
}
