import { useEffect } from "react";
import { addDays, civilDate, startOfDay } from "../../../shared/civil-time.ts";
import { client } from "../../../ui/api.ts";
import { Button } from "../../../ui/console/button.tsx";
import { Empty } from "../../../ui/console/empty.tsx";
import type { Filter } from "../../../ui/console/filters.tsx";
import { day, span } from "../../../ui/console/format.ts";
import { useUrlSearch } from "../../../ui/console/go.tsx";
import { ListPage, type RawInput } from "../../../ui/console/list.tsx";
import { Panel, PanelHead } from "../../../ui/console/panel.tsx";
import { useCan, useMe } from "../../../ui/console/session.tsx";
import { useAreaOptions, useOwnArea } from "../../network/console/panels.tsx";
import { rostersContract, type Session, serviceForms, timeTypes } from "../contract.ts";
import { formLabels, refusals, stateLabels, timeTypeLabels } from "../labels.ts";
import { dutyNames, SessionState } from "./panels.tsx";
import { SessionView } from "./session-view.tsx";

const api = client(rostersContract);
const text = (value: string | number | undefined): string | undefined =>
  value === undefined ? undefined : String(value);

const oneOf = <T extends string>(values: readonly T[], value: string | number | undefined): T | undefined =>
  values.find((one) => one === value);

/** The days of the address as instants; without days, from today on. */
const load = (input: RawInput) => {
  const today = civilDate(new Date());
  const from = text(input.from) ?? (input.to === undefined ? today : undefined);
  const to = text(input.to);
  return api.listSessions({
    page: input.page,
    size: input.size,
    area: text(input.area),
    clinicId: text(input.clinicId),
    practitionerId: text(input.practitionerId),
    form: oneOf(serviceForms, input.form),
    timeType: oneOf(timeTypes, input.timeType),
    state: oneOf(["draft", "published", "cancelled"] as const, input.state) ?? "published",
    from: from === undefined ? undefined : startOfDay(from).toISOString(),
    to: to === undefined ? undefined : startOfDay(addDays(to, 1)).toISOString(),
  });
};

export function SessionsPage() {
  const me = useMe();
  const plans = useCan("session:plan");
  const [search, change] = useUrlSearch();
  const areas = useAreaOptions();
  const own = useOwnArea();
  // Figures give instants; the filters speak of days.
  const { from, to } = search;
  // biome-ignore lint/correctness/useExhaustiveDependencies: once for each address
  useEffect(() => {
    if (from?.includes("T") || to?.includes("T"))
      change({
        from: from && civilDate(new Date(from)),
        to: to && civilDate(new Date(Date.parse(to) - 1)),
      });
  }, [from, to]);
  if (from?.includes("T") || to?.includes("T")) return null;
  const narrowed = Object.fromEntries(
    (["clinicId", "practitionerId"] as const).flatMap((key) => (search[key] ? [[key, search[key]]] : [])),
  );
  const isNarrowed = Object.keys(narrowed).length > 0;
  const mine = me.grant?.clinicId ? { clinicId: me.grant.clinicId } : own ? { area: own.code } : {};
  const filters: Filter[] = [
    { key: "from", to: "to", label: "日期", kind: "range" },
    {
      key: "state",
      label: "状态",
      kind: "select",
      options: (["published", "draft", "cancelled"] as const).map((value) => ({ value, label: stateLabels[value] })),
    },
    { key: "area", label: "地区", kind: "select", options: areas },
    {
      key: "form",
      label: "形式",
      kind: "select",
      options: serviceForms.map((value) => ({ value, label: formLabels[value] })),
    },
    {
      key: "timeType",
      label: "时间",
      kind: "select",
      options: timeTypes.map((value) => ({ value, label: timeTypeLabels[value] })),
    },
  ];
  return (
    <ListPage<Session>
      title="坐诊时段"
      label="坐诊时段"
      unit="场"
      lead={
        isNarrowed ? (
          <>
            只列出一个{narrowed.practitionerId ? "人" : "门诊"}的坐诊。
            <Button
              kind="quiet"
              icon="close"
              onClick={() => change({ clinicId: undefined, practitionerId: undefined, page: undefined })}
            >
              看全部
            </Button>
          </>
        ) : (
          "没有选日期时，从今天往后列。"
        )
      }
      action={
        plans && (
          <Button
            kind="primary"
            icon="plus"
            href={`/sessions/new${search.clinicId ? `?clinicId=${search.clinicId}` : ""}`}
          >
            安排坐诊
          </Button>
        )
      }
      extra={<Button href={`/sessions/week${search.clinicId ? `?clinicId=${search.clinicId}` : ""}`}>按周看</Button>}
      queryKey={["rosters", "listSessions"]}
      fixed={isNarrowed ? narrowed : search.area ? undefined : mine}
      load={load}
      rowId={(one) => one.id}
      columns={[
        {
          key: "clinic",
          title: "门诊",
          render: (one) => (
            <>
              {one.clinicName}
              <small>
                {formLabels[one.form]} · {dutyNames(one.duty)}
              </small>
            </>
          ),
        },
        {
          key: "when",
          title: "时间",
          width: "12em",
          render: (one) => (
            <>
              {day(one.startsAt)}
              <small>{span(one.startsAt, one.endsAt)}</small>
            </>
          ),
        },
        { key: "room", title: "地点", width: "9em", wideOnly: true, render: (one) => one.place ?? one.room },
        {
          key: "free",
          title: "空位",
          width: "6em",
          align: "end",
          render: (one) => (one.capacity === 0 ? "不约号" : `${one.free} / ${one.capacity}`),
        },
        { key: "state", title: "状态", width: "8em", render: (one) => <SessionState session={one} /> },
      ]}
      filters={filters}
      views={[
        { label: "已发布", search: {} },
        { label: "还没发布", search: { state: "draft" } },
        { label: "夜门诊", search: { timeType: "night" } },
        { label: "周末门诊", search: { timeType: "weekend" } },
        { label: "已取消", search: { state: "cancelled" } },
      ]}
      panel={(id, close) => (
        <Panel label="一场坐诊" onClose={close} fullHref={`/sessions/${id}`}>
          <SessionView
            key={id}
            id={id}
            head={(session) => (
              <PanelHead
                over={session.clinicName}
                title={`${day(session.startsAt)}${span(session.startsAt, session.endsAt)}`}
              >
                <SessionState session={session} />
              </PanelHead>
            )}
          />
        </Panel>
      )}
      refusals={refusals}
      empty={
        <Empty
          title="这段时间还没有安排坐诊"
          action={plans && <Button href="/patterns/publish">按每周安排发布</Button>}
        >
          有固定安排的，可以一次发布两个月；临时的，一场一场安排。
        </Empty>
      }
    />
  );
}
