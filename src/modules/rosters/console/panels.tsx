import { Select } from "antd";
import { useEffect, useState } from "react";
import { addDays, civilDate, startOfDay, todayLabel } from "../../../shared/civil-time.ts";
import { client } from "../../../ui/api.ts";
import type { Bind, Field } from "../../../ui/console/form.tsx";
import { clock, day, span } from "../../../ui/console/format.ts";
import { useApi } from "../../../ui/console/query.ts";
import { useMe } from "../../../ui/console/session.tsx";
import { StateTag, type StateWords, Status } from "../../../ui/console/status.tsx";
import { useOwnArea } from "../../network/console/panels.tsx";
import { type ClinicCard, type DutyPerson, rostersContract, type Session } from "../contract.ts";
import { formLabels, stateLabels } from "../labels.ts";
import "./rosters.css";

const api = client(rostersContract);

export const sessionStates: StateWords<Session["state"]> = {
  draft: { label: stateLabels.draft, tone: "attention", icon: "edit" },
  published: { label: stateLabels.published, tone: "good" },
  cancelled: { label: stateLabels.cancelled, tone: "plain", icon: "close" },
};

export const SessionState = ({ session }: { session: Session }) => (
  <StateTag state={session.state} words={sessionStates} />
);

/** 3月5日（周四）18:30–20:30 */
export const sessionTime = (session: Pick<Session, "startsAt" | "endsAt">): string =>
  `${day(session.startsAt)}${span(session.startsAt, session.endsAt)}`;

/** 现在有人，到 17:30 · 今晚 18:30–20:30 · 近期没有安排 */
export function openWords(card: Pick<ClinicCard, "open" | "openUntil" | "nextStartsAt" | "nextEndsAt">, now: number) {
  if (card.open) return card.openUntil ? `现在有人，到 ${clock(card.openUntil)}` : "现在有人";
  if (card.nextStartsAt && card.nextEndsAt)
    return `${todayLabel(new Date(card.nextStartsAt), new Date(now))} ${span(card.nextStartsAt, card.nextEndsAt)}`;
  return "近期没有安排";
}

/** Whether somebody on duty is there, in words. */
export function Presence({ person, session }: { person: DutyPerson; session: Session }) {
  const now = Date.now();
  if (person.checkedOutAt) return <Status>{`已签退 ${clock(person.checkedOutAt)}`}</Status>;
  if (person.checkedInAt) return <Status tone="good">{`已签到 ${clock(person.checkedInAt)}`}</Status>;
  if (session.state !== "published" || now < Date.parse(session.startsAt)) return <Status>还没签到</Status>;
  return (
    <Status tone={now < Date.parse(session.endsAt) ? "seal" : "attention"}>
      {now < Date.parse(session.endsAt) ? "开始了，没有签到" : "没有签到"}
    </Status>
  );
}

export const dutyNames = (duty: readonly DutyPerson[]): string =>
  duty.length === 0 ? "还没有安排人" : duty.map((person) => person.name).join("、");

/** 11月30日 and 周一 apart, for narrow columns. */
export function dayParts(when: string): [string, string] {
  const [, date = "", weekday = ""] = /^(.*)（(.*)）$/.exec(day(when)) ?? [];
  return [date, weekday];
}

export const formOf = (session: Pick<Session, "form">): string => formLabels[session.form];

/** The sessions of the practitioner at the keyboard, from today on. */
export function useMySessions(days: number) {
  const today = civilDate(new Date());
  return useApi(
    ["rosters", "mySessions", today, days],
    () =>
      api.mySessions({
        from: startOfDay(today).toISOString(),
        to: startOfDay(addDays(today, days)).toISOString(),
        size: 50,
      }),
    { everyMs: 60_000 },
  );
}

export const checkIn = (id: string) => api.checkIn({ id });
export const checkOut = (id: string) => api.checkOut({ id });

type KnownClinic = Pick<ClinicCard, "id" | "name">;

/** A form's field for a clinic, found by name. Value: its id. */
export function clinicField(field: {
  name: string;
  label: string;
  hint?: string;
  required?: boolean;
  known?: readonly KnownClinic[];
  onPick?: (clinic: ClinicCard | undefined) => void;
  when?: Field["when"];
}): Field {
  const { known, onPick, ...rest } = field;
  return { ...rest, kind: "own", render: (bind) => <ClinicSelect bind={bind} known={known} onPick={onPick} /> };
}

export function ClinicSelect({
  bind,
  known = [],
  onPick,
  label,
}: {
  bind: Pick<Bind, "id" | "value" | "set" | "invalid" | "describedBy">;
  known?: readonly KnownClinic[];
  onPick?: (clinic: ClinicCard | undefined) => void;
  label?: string;
}) {
  const area = useOwnArea();
  const [typed, setTyped] = useState("");
  const [asked, setAsked] = useState("");
  const [kept, setKept] = useState<readonly KnownClinic[]>([]);
  useEffect(() => {
    const timer = setTimeout(() => setAsked(typed.trim()), 250);
    return () => clearTimeout(timer);
  }, [typed]);
  const found = useApi(
    ["rosters", "listClinics", "pick", area?.code, asked],
    () => api.listClinics({ area: area?.code, q: asked === "" ? undefined : asked.slice(0, 30), size: 30 }),
    { enabled: area !== undefined, keepPrevious: true },
  );
  const cards = found.data?.items ?? [];
  const extra = [...kept, ...known].filter(
    (one, place, all) => !cards.some((card) => card.id === one.id) && all.findIndex((x) => x.id === one.id) === place,
  );
  return (
    <Select
      id={bind.id}
      className="rosters-clinic"
      aria-label={label}
      aria-describedby={bind.describedBy}
      status={bind.invalid ? "error" : undefined}
      showSearch={{ filterOption: false, onSearch: setTyped }}
      loading={found.isFetching}
      placeholder="输入门诊名字"
      notFoundContent="没有找到这个门诊"
      popupMatchSelectWidth={false}
      options={[...extra, ...cards].map((one) => ({ value: one.id, label: one.name }))}
      value={typeof bind.value === "string" && bind.value !== "" ? bind.value : null}
      onChange={(id: string | null) => {
        const card = cards.find((one) => one.id === id);
        setKept(card ? [card] : []);
        bind.set(id ?? undefined);
        onPick?.(card);
      }}
    />
  );
}

/** The clinic that a page starts with: the own one, else the first of the own area. */
export function useStartClinic(): KnownClinic | undefined {
  const me = useMe();
  const area = useOwnArea();
  const own = me.grant?.clinicId;
  const first = useApi(
    ["rosters", "listClinics", "first", area?.code],
    () => api.listClinics({ area: area?.code, tier: area?.tier, size: 1 }),
    {
      enabled: !own && area !== undefined,
    },
  );
  if (own) return { id: own, name: me.grant?.unitName ?? "" };
  return first.data?.items[0];
}
