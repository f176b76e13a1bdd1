import { addDays, civilDate, isCivilDate, startOfDay, weekdayOf } from "../../../shared/civil-time.ts";
import { client } from "../../../ui/api.ts";
import { Button } from "../../../ui/console/button.tsx";
import { Failed, Waiting } from "../../../ui/console/empty.tsx";
import { day, span } from "../../../ui/console/format.ts";
import { Go, useUrlSearch } from "../../../ui/console/go.tsx";
import { useHotkey } from "../../../ui/console/hotkeys.ts";
import { Icon } from "../../../ui/console/icons.tsx";
import { Page } from "../../../ui/console/page.tsx";
import { useApi } from "../../../ui/console/query.ts";
import { useCan } from "../../../ui/console/session.tsx";
import { useClinic } from "../../network/console/panels.tsx";
import { rostersContract, type Session } from "../contract.ts";
import { formLabels, stateLabels } from "../labels.ts";
import { ClinicSelect, dutyNames, useStartClinic } from "./panels.tsx";

const api = client(rostersContract);
const states = ["published", "draft", "cancelled"] as const;

const mondayOf = (date: string): string => addDays(date, 1 - weekdayOf(date));

/** One clinic's week: drafts, published and cancelled sessions, day by day. */
export function WeekPage() {
  const [search, change] = useUrlSearch();
  const plans = useCan("session:plan");
  const start = useStartClinic();
  const clinicId = search.clinicId ?? start?.id ?? "";
  const clinic = useClinic(clinicId);
  const today = civilDate(new Date());
  const monday = mondayOf(search.week && isCivilDate(search.week) ? search.week : today);
  const move = (weeks: number) => change({ week: addDays(monday, 7 * weeks) });
  useHotkey("ArrowLeft", () => move(-1), { label: "上一周" });
  useHotkey("ArrowRight", () => move(1), { label: "下一周" });
  const read = useApi(
    ["rosters", "listSessions", "week", clinicId, monday],
    async () => {
      const span = {
        clinicId,
        from: startOfDay(monday).toISOString(),
        to: startOfDay(addDays(monday, 7)).toISOString(),
        size: 100,
      };
      const lists = await Promise.all(states.map((state) => api.listSessions({ ...span, state })));
      return lists.flatMap((list) => list.items).toSorted((a, b) => a.startsAt.localeCompare(b.startsAt));
    },
    { enabled: clinicId !== "", keepPrevious: true },
  );
  const days = Array.from({ length: 7 }, (_, n) => addDays(monday, n));
  return (
    <Page
      title="一周安排"
      lead={clinic.data?.name ?? start?.name}
      action={
        plans && (
          <Button kind="primary" icon="plus" href={`/sessions/new?clinicId=${clinicId}`}>
            安排坐诊
          </Button>
        )
      }
    >
      <div className="rosters-bar">
        <ClinicSelect
          label="门诊"
          bind={{
            id: "week-clinic",
            value: clinicId,
            set: (id) => change({ clinicId: typeof id === "string" ? id : undefined }, true),
            invalid: false,
            describedBy: undefined,
          }}
          known={clinic.data ? [clinic.data] : start ? [start] : []}
        />
        <Button icon="left" onClick={() => move(-1)}>
          上一周
        </Button>
        <Button disabled={monday === mondayOf(today)} onClick={() => change({ week: undefined })}>
          本周
        </Button>
        <Button onClick={() => move(1)}>下一周</Button>
      </div>
      {read.error && !read.data && <Failed error={read.error} retry={read.refetch} />}
      {!read.data && !read.error && <Waiting lines={6} />}
      {read.data && (
        <div className="rosters-week" aria-busy={read.isPlaceholderData || undefined}>
          {days.map((date) => (
            <Day
              key={date}
              date={date}
              today={date === today}
              past={date < today}
              sessions={read.data.filter((one) => civilDate(new Date(one.startsAt)) === date)}
              addHref={plans && date >= today ? `/sessions/new?clinicId=${clinicId}&date=${date}` : undefined}
            />
          ))}
        </div>
      )}
    </Page>
  );
}

function Day({
  date,
  today,
  past,
  sessions,
  addHref,
}: {
  date: string;
  today: boolean;
  past: boolean;
  sessions: readonly Session[];
  addHref: string | undefined;
}) {
  return (
    <section className="rosters-day" data-today={today || undefined}>
      <h2>{today ? day(date).replace(/^.*（/, "今天（") : day(date)}</h2>
      <ul>
        {sessions.map((one) => (
          <li key={one.id}>
            <Go href={`/sessions/${one.id}`} className="rosters-slot" data-state={one.state}>
              <b>{span(one.startsAt, one.endsAt)}</b>
              <span>{formLabels[one.form]}</span>
              <span className="rosters-quiet">{dutyNames(one.duty)}</span>
              {one.state === "published" ? (
                one.capacity > 0 && <span className="rosters-quiet">{`空 ${one.free} / ${one.capacity} 个号`}</span>
              ) : (
                <span>{stateLabels[one.state]}</span>
              )}
            </Go>
          </li>
        ))}
        {sessions.length === 0 && <li className="rosters-none">{past ? "没有坐诊" : "没有安排"}</li>}
      </ul>
      {addHref && (
        <Go href={addHref} className="rosters-add">
          <Icon name="plus" size={14} /> 安排
        </Go>
      )}
    </section>
  );
}
