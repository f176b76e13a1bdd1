import type { InputOf } from "../../../shared/contract.ts";
import { client } from "../../../ui/api.ts";
import { Button } from "../../../ui/console/button.tsx";
import { Clock } from "../../../ui/console/clock.tsx";
import { Empty } from "../../../ui/console/empty.tsx";
import type { Filter } from "../../../ui/console/filters.tsx";
import { day, moment } from "../../../ui/console/format.ts";
import { useUrlSearch } from "../../../ui/console/go.tsx";
import { Icon } from "../../../ui/console/icons.tsx";
import { ListPage } from "../../../ui/console/list.tsx";
import { Panel } from "../../../ui/console/panel.tsx";
import { useApi } from "../../../ui/console/query.ts";
import { useCan, useMe } from "../../../ui/console/session.tsx";
import { StateTag } from "../../../ui/console/status.tsx";
import { networkContract } from "../../network/contract.ts";
import { useCategoryOptions } from "../../triage/console/panels.tsx";
import { channels, type MatterRow, mattersContract, matterStates as states } from "../contract.ts";
import { channelLabels, flagLabels, refusals, stateLabels } from "../labels.ts";
import { MatterPreview } from "./matter-view.tsx";
import { isDanger, matterStates } from "./words.ts";

const api = client(mattersContract);
const network = client(networkContract);
const input = mattersContract.list["~orpc"].inputSchema;
/** Addresses from figures carry these besides the filters one can see. */
const narrowed = ["clinicId", "practitionerId", "flag", "closedFrom", "closedTo"] as const;

/** Matters within reach, filtered in the address, ten thousand or more by pages of the server. */
export function MattersPage() {
  const [search, change] = useUrlSearch();
  const filters = useMatterFilters();
  const mayOpen = useCan("matter:open");
  const fixed = Object.fromEntries(narrowed.flatMap((key) => (search[key] ? [[key, search[key]]] : [])));
  const isNarrowed = Object.keys(fixed).length > 0;
  return (
    <ListPage<MatterRow, InputOf<typeof mattersContract.list>>
      title="事项"
      label="事项"
      lead={
        isNarrowed ? (
          <>
            {narrowedWords(fixed)}
            <Button
              kind="quiet"
              icon="close"
              onClick={() => change(Object.fromEntries([...narrowed, "page"].map((key) => [key, undefined])))}
            >
              看全部
            </Button>
          </>
        ) : undefined
      }
      action={
        mayOpen && (
          <Button kind="primary" href="/desk" icon="plus">
            登记来访
          </Button>
        )
      }
      queryKey={["matters", "list"]}
      input={input}
      load={(asked) => api.list(asked)}
      fixed={fixed}
      rowId={(row) => row.id}
      refusals={refusals}
      mostCounted={10_000}
      columns={[
        {
          key: "title",
          title: "事项",
          render: (row) => (
            <>
              <RowTitle row={row} />
              <small>
                {row.number}
                {row.excerpt && ` · “${row.excerpt}”`}
              </small>
            </>
          ),
        },
        { key: "who", title: "来访人", width: "9.5em", render: (row) => row.residentName ?? "未留姓名" },
        {
          key: "state",
          title: "状态",
          width: "8.5em",
          render: (row) => <StateTag state={row.state} words={matterStates} />,
        },
        {
          key: "clock",
          title: "时限",
          width: "9.5em",
          render: (row) => (row.nextClock ? <Clock view={row.nextClock} short /> : "—"),
        },
        {
          key: "clinic",
          title: "门诊",
          width: "13em",
          wideOnly: true,
          render: (row) => (
            <>
              {row.clinicName}
              {row.practitionerName && <small>{row.practitionerName}</small>}
            </>
          ),
        },
        {
          key: "openedAt",
          title: "登记",
          width: "11.5em",
          wideOnly: true,
          render: (row) => (
            <>
              {moment(row.openedAt)}
              <small>{channelLabels[row.channel]}</small>
            </>
          ),
        },
      ]}
      filters={filters}
      views={[
        { label: "全部", search: {} },
        { label: "没办结的", search: { state: "open,serving,deferred" } },
        { label: "晚了的", search: { clock: "late", sort: "due" } },
        { label: "今天到期", search: { clock: "today", sort: "due" } },
      ]}
      panel={(id, close) => (
        <Panel label="事项" onClose={close} fullHref={`/matters/${id}`}>
          <MatterPreview key={id} id={id} />
        </Panel>
      )}
      empty={
        <Empty title="还没有人来过" icon="matters" action={mayOpen && <Button href="/desk">登记来访</Button>}>
          这很正常。来访、来电、来信和网上问的，登记以后都在这里。{mayOpen && "有人来时按 N 就能登记。"}
        </Empty>
      }
    />
  );
}

/** What a figure's link narrowed the list to: “只列出这个门诊、6月1日（周一）起办结的事项。” */
function narrowedWords({ clinicId, practitionerId, flag, closedFrom, closedTo }: Record<string, string>): string {
  const closed = [closedFrom && `${day(closedFrom)}起`, closedTo && `到${day(closedTo)}`].filter(Boolean).join("");
  const parts = [
    clinicId && "一个门诊",
    practitionerId && "一位承办人",
    flag && `提醒是“${flagLabels[flag] ?? flag}”`,
    closed && `${closed}办结`,
  ].filter(Boolean);
  return `只列出${parts.join("、")}的事项。`;
}

function RowTitle({ row }: { row: MatterRow }) {
  const danger = row.flags.find(isDanger);
  return (
    <>
      {row.categoryLabel ?? "还没分类"}
      {danger && (
        <span className="matters-flag">
          {" "}
          <Icon name="alert" size={14} />
          {flagLabels[danger] ?? danger}
        </span>
      )}
    </>
  );
}

const options = (keys: readonly string[], labels: Readonly<Record<string, string>>) =>
  keys.map((value) => ({ value, label: labels[value] ?? value }));

function useMatterFilters(): Filter[] {
  const categories = useCategoryOptions();
  const areas = useAreaOptions();
  const all: Filter[] = [
    { key: "q", label: "查找", kind: "text", hint: "编号、姓名、手机后四位" },
    { key: "state", label: "状态", kind: "many", options: options(states, stateLabels) },
    {
      key: "clock",
      label: "时限",
      kind: "select",
      options: [
        { value: "late", label: "晚了的" },
        { value: "today", label: "今天到期" },
        { value: "running", label: "正在计时" },
      ],
    },
    { key: "category", label: "类别", kind: "select", options: categories },
    { key: "channel", label: "渠道", kind: "select", options: options(channels, channelLabels) },
    { key: "area", label: "地方", kind: "select", options: areas },
    { key: "from", to: "to", label: "登记日期", kind: "range" },
  ];
  return areas.length > 0 ? all : all.filter((filter) => filter.key !== "area");
}

/** The places below one's own unit, and below the chosen one: picked step by step. None for a single clinic. */
function useAreaOptions(): { value: string; label: string }[] {
  const { grant } = useMe();
  const chosen = useUrlSearch()[0].area;
  const atClinic = grant === null || grant.unitPath.includes("~");
  const own = grant?.unitPath.split("/").filter(Boolean).at(-1);
  const first = useAreas(atClinic ? undefined : own);
  const below = useAreas(atClinic ? undefined : chosen);
  const inner = below.filter((area) => !first.some((one) => one.value === area.value));
  return inner.length > 0 ? [...inner, ...first] : first;
}

function useAreas(parent: string | undefined): { value: string; label: string }[] {
  const { data } = useApi(["network", "listAreas", { parent }], () => network.listAreas({ parent }), {
    enabled: parent !== undefined,
    keepPrevious: true,
  });
  return parent === undefined ? [] : (data?.items ?? []).map((area) => ({ value: area.code, label: area.shortName }));
}
