import { useState } from "react";
import { addDays, civilDate, startOfDay, todayLabel } from "../../../shared/civil-time.ts";
import { client } from "../../../ui/api.ts";
import { Failed, Waiting } from "../../../ui/console/empty.tsx";
import { span } from "../../../ui/console/format.ts";
import { useApi } from "../../../ui/console/query.ts";
import { networkContract } from "../../network/contract.ts";
import { rostersContract, type Session } from "../../rosters/contract.ts";
import { formLabels } from "../../rosters/labels.ts";
import "./appointments.css";

const rosters = client(rostersContract);
const network = client(networkContract);

/** How far ahead a time is offered at the window. */
const DAYS_AHEAD = 14;

/** 今晚 18:30–20:30 · 明天 … · 3月5日（周四）… */
export const sessionTime = (session: Pick<Session, "startsAt" | "endsAt">): string =>
  `${todayLabel(new Date(session.startsAt), new Date())} ${span(session.startsAt, session.endsAt)}`;

/** Free times of a clinic, or of the clinics around it, as radio buttons: arrows choose. */
export function SessionPicker({
  clinicId,
  value,
  onChange,
  name = "session",
}: {
  clinicId: string;
  value: string | undefined;
  onChange: (sessionId: string, session: Session) => void;
  name?: string;
}) {
  const [near, setNear] = useState(false);
  const clinic = useApi(["network", "getClinic", clinicId], () => network.getClinic({ id: clinicId }));
  const area = areaAround(clinic.data?.path);
  const today = civilDate(new Date());
  const asked = near && area ? { area } : { clinicId };
  const read = useApi(["rosters", "listSessions", { ...asked, today }], () =>
    rosters.listSessions({
      ...asked,
      free: true,
      from: new Date().toISOString(),
      to: startOfDay(addDays(today, DAYS_AHEAD)).toISOString(),
      size: 40,
    }),
  );
  const sessions = (read.data?.items ?? []).filter((one) => one.free > 0);
  return (
    <div className="appointments-picker">
      {area && (
        <div className="lc-choices" role="radiogroup" aria-label="在哪里">
          <label>
            <input type="radio" name={`${name}-where`} checked={!near} onChange={() => setNear(false)} />
            本门诊
          </label>
          <label>
            <input type="radio" name={`${name}-where`} checked={near} onChange={() => setNear(true)} />
            附近的门诊
          </label>
        </div>
      )}
      {read.error && !read.data && <Failed error={read.error} retry={read.refetch} />}
      {read.isPending && <Waiting lines={3} />}
      {read.data && sessions.length === 0 && (
        <p className="appointments-none">
          {near || !area
            ? `往后 ${DAYS_AHEAD} 天都约满了。可以只登记，有空位再约。`
            : `本门诊往后 ${DAYS_AHEAD} 天没有空位。可以看看附近的门诊。`}
        </p>
      )}
      <div className="appointments-times" role="radiogroup" aria-label="选一个时间">
        {sessions.map((session) => (
          <label key={session.id} data-on={value === session.id || undefined}>
            <input
              type="radio"
              name={name}
              checked={value === session.id}
              onChange={() => onChange(session.id, session)}
            />
            <span>
              <b>{sessionTime(session)}</b>
              <small>
                {[near && session.clinicName, session.duty.map((one) => one.name).join("、"), formLabels[session.form]]
                  .filter(Boolean)
                  .join(" · ")}
              </small>
            </span>
            <span className="appointments-free">余 {session.free} 个</span>
          </label>
        ))}
      </div>
    </div>
  );
}

/** The area one step above the clinic's own: `/3204/320412/320412100/~k/` → `320412`. */
function areaAround(path: string | undefined): string | undefined {
  const codes = path?.split("/").filter((part) => part !== "" && !part.startsWith("~")) ?? [];
  return codes.at(-2);
}
