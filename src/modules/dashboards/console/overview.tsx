import { DatePicker } from "antd";
import dayjs from "dayjs";
import { addDays, civilDate, isCivilDate, monthOf } from "../../../shared/civil-time.ts";
import type { InputOf } from "../../../shared/contract.ts";
import { client } from "../../../ui/api.ts";
import { Empty, Failed, Waiting } from "../../../ui/console/empty.tsx";
import { Figure, Figures } from "../../../ui/console/figure.tsx";
import { count, day, moment } from "../../../ui/console/format.ts";
import { useUrlSearch, writeSearch } from "../../../ui/console/go.tsx";
import { Page, Section } from "../../../ui/console/page.tsx";
import { useApi } from "../../../ui/console/query.ts";
import { useCan, useMe } from "../../../ui/console/session.tsx";
import { type Column, Table } from "../../../ui/console/table.tsx";
import { AreaSteps, lineOf, useAreas, useOwnArea } from "../../network/console/panels.tsx";
import { SMALL_SAMPLE } from "../../ratings/rules.ts";
import { type AreaRow, areaSorts, dashboardsContract } from "../contract.ts";
import { Bars, Chart, Days, Estimates, NumberTable } from "./charts.tsx";
import { categoryFinding, dayFinding, estimateFinding } from "./findings.ts";

const api = client(dashboardsContract);
type Sort = (typeof areaSorts)[number];

/** The days that are looked at: from the address, else the last thirty. */
function usePeriod() {
  const [search, change] = useUrlSearch();
  const today = civilDate(new Date());
  const given = (text: string | undefined) => (text && isCivilDate(text) ? text : undefined);
  const to = given(search.to) ?? today;
  const from = given(search.from) ?? addDays(to, -29);
  return { from: from > to ? to : from, to, today, change };
}

/** A span of days in figures, from the city down to one clinic (`?area=`); every figure opens its list. */
export function OverviewPage() {
  const me = useMe();
  const compares = useCan("dashboard:compare");
  const [search] = useUrlSearch();
  const { from, to, today, change } = usePeriod();
  const own = useOwnArea();
  const areas = useAreas();
  const code = search.area ?? own?.code;
  const reach = me.grant?.unitPath ?? "/";
  const line = lineOf(areas, code, reach);
  const hrefOf = (area: { code: string }) =>
    `/overview${writeSearch({ ...search, area: area.code === own?.code ? undefined : area.code, sort: undefined })}`;
  const month = useApi(
    ["dashboards", "month", search.area, from, to],
    () => api.month({ area: search.area, from, to }),
    { keepPrevious: true },
  );
  const last = addDays(`${monthOf(today)}-01`, -1);
  const spans = [
    { label: "近 30 天", from: undefined, to: undefined },
    { label: "本月", from: `${monthOf(today)}-01`, to: today },
    { label: "上月", from: `${monthOf(last)}-01`, to: last },
    { label: "近一年", from: addDays(today, -364), to: today },
  ];
  return (
    <Page
      title={`概览：${month.data?.unitName ?? line.at(-1)?.name ?? ""}`}
      lead={month.data && `${day(from)}–${day(to)} · 数据截至 ${moment(month.data.asOf)}`}
    >
      <div className="dash-bar">
        {line.length > 1 && <AreaSteps line={line} hrefOf={hrefOf} />}
        {search.area && line.length <= 1 && own && (
          <AreaSteps line={[own, { ...own, code: "", name: month.data?.unitName ?? "" }]} hrefOf={hrefOf} />
        )}
        <DatePicker.RangePicker
          aria-label="从哪天到哪天"
          allowClear={false}
          format="YYYY年M月D日"
          value={[dayjs(from), dayjs(to)]}
          onChange={(picked) =>
            change({ from: picked?.[0]?.format("YYYY-MM-DD"), to: picked?.[1]?.format("YYYY-MM-DD") }, true)
          }
        />
        <div className="lc-views" role="group" aria-label="常用的日期">
          {spans.map((one) => {
            const on = search.from === one.from && search.to === one.to;
            return (
              <span key={one.label} className="lc-view" data-on={on || undefined}>
                <button type="button" aria-pressed={on} onClick={() => change({ from: one.from, to: one.to }, true)}>
                  {one.label}
                </button>
              </span>
            );
          })}
        </div>
      </div>
      {month.error && !month.data && <Failed error={month.error} retry={month.refetch} />}
      {!month.data && !month.error && <Waiting lines={8} />}
      {month.data && (
        <>
          <Figures>
            {month.data.figures.map((one) => (
              <Figure
                key={one.code}
                label={one.label}
                value={one.value}
                unit={one.unit}
                href={one.list}
                n={one.unit === "%" ? one.n : undefined}
                interval={one.interval}
                formula={one.formula}
                note={one.note}
                tone={one.tone}
              />
            ))}
          </Figures>
          <MonthCharts month={month.data} from={from} to={to} area={search.area} />
        </>
      )}
      {compares && <Areas code={search.area} from={from} to={to} hrefOf={hrefOf} />}
    </Page>
  );
}

type Month = Awaited<ReturnType<typeof api.month>>;

function MonthCharts({ month, from, to, area }: { month: Month; from: string; to: string; area: string | undefined }) {
  const all = month.categories.reduce((sum, one) => sum + one.n, 0);
  const shown = month.categories.filter((one) => one.n > 0);
  const share = (one: { share: number }) => `${(one.share * 100).toFixed(one.share < 0.1 ? 1 : 0)}%`;
  return (
    <div className="dash-two">
      <Chart
        finding={categoryFinding(month.categories)}
        basis={`新登记的事项按类别分，共 ${count(all)} 件`}
        table={
          <NumberTable
            label="各类别的件数"
            head={["类别", "件数"]}
            rows={shown.map((one) => ({ key: one.code, name: one.label, words: `${count(one.n)}（${share(one)}）` }))}
          />
        }
      >
        <Bars
          bars={shown.slice(0, 12).map((one) => ({
            key: one.code,
            label: one.label,
            value: one.n,
            words: `${count(one.n)}，${share(one)}`,
            href: one.code === "" ? undefined : `/matters${writeSearch({ category: one.code, from, to, area })}`,
            rest: one.code === "",
          }))}
        />
      </Chart>
      <Chart
        finding={dayFinding(month.days)}
        basis={`每天新登记的事项，${day(from)}–${day(to)}，共 ${count(all)} 件`}
        table={
          <NumberTable
            label="每天的件数"
            head={["日期", "件数"]}
            rows={month.days.map((one) => ({ key: one.day, name: day(one.day), words: count(one.n) }))}
          />
        }
      >
        <Days days={month.days} label={dayFinding(month.days)} />
      </Chart>
    </div>
  );
}

/** The units below, beside each other: sorted in the address, satisfaction with its interval. */
function Areas({
  code,
  from,
  to,
  hrefOf,
}: {
  code: string | undefined;
  from: string;
  to: string;
  hrefOf: (area: { code: string }) => string;
}) {
  const own = useOwnArea();
  // The unit's own clinic stands among those below it, under the unit's code.
  const here = code ?? own?.code;
  const [search, change] = useUrlSearch();
  const key = areaSorts.find((one) => one === search.sort?.replace(/^-/, "")) ?? "code";
  const up = search.sort !== undefined && !search.sort.startsWith("-");
  const input: InputOf<typeof dashboardsContract.areas> = { area: code, from, to, sort: key, up, page: 1, size: 100 };
  const read = useApi(["dashboards", "areas", input], () => api.areas(input), { keepPrevious: true });
  const rows = read.data?.items ?? [];
  if (read.error && !read.data) return <Failed error={read.error} retry={read.refetch} />;
  if (!read.data) return <Waiting lines={4} />;
  if (rows.length === 0)
    return (
      <Section title="下级单位">
        <Empty title="下面没有单位了">这里就是最基层，上面的数字点开就是一件一件的记录。</Empty>
      </Section>
    );
  const link = (page: string, one: AreaRow, more: Record<string, string>) =>
    `/${page}${writeSearch({ area: one.code, from, to, ...more })}`;
  const number = (sort: Sort, title: string, value: (row: AreaRow) => number, wide = false): Column<AreaRow> => ({
    key: sort,
    title,
    sort: true,
    width: "7.5em",
    align: "end",
    wideOnly: wide || undefined,
    render: (row) => count(value(row)),
  });
  const rated = rows
    .filter((row) => row.rated >= SMALL_SAMPLE && row.satisfaction !== null)
    .toSorted((a, b) => (b.comparable ?? 0) - (a.comparable ?? 0))
    .map((row) => ({
      key: row.code,
      label: row.name,
      value: asPercent(row.satisfaction?.value),
      low: asPercent(row.satisfaction?.low),
      high: asPercent(row.satisfaction?.high),
      href: link("ratings", row, { rated: "true" }),
    }));
  return (
    <>
      {rated.length > 1 && (
        <Chart
          finding={estimateFinding(rated)}
          basis={`评价满 ${SMALL_SAMPLE} 个的 ${rated.length} 个单位；横线是 90% 区间，点是满意率。不评不算满意。`}
          table={
            <NumberTable
              label="各单位的满意率"
              head={["单位", "满意率（区间）"]}
              rows={rated.map((row) => ({
                key: row.key,
                name: row.label,
                words: `${row.value}%（${row.low}–${row.high}）`,
              }))}
            />
          }
        >
          <Estimates rows={rated} />
        </Chart>
      )}
      <Section title={`下级单位（${read.data.total}）`} bare>
        <div className="lc-surface dash-areas">
          <Table<AreaRow>
            label="下级单位"
            rows={rows}
            rowId={(row) => row.code}
            rowHref={(row) =>
              row.code === here ? `/clinics${writeSearch({ area: row.code, tier: row.tier })}` : hrefOf(row)
            }
            stale={read.isPlaceholderData}
            sort={search.sort}
            onSort={(sort) => change({ sort })}
            columns={[
              {
                key: "code",
                title: "单位",
                sort: true,
                render: (row) => (
                  <>
                    {row.name}
                    <small>{`${count(row.clinics)} 家门诊`}</small>
                  </>
                ),
              },
              number("openNow", "现在有人", (row) => row.openNow, true),
              number("waiting", "在等", (row) => row.waiting, true),
              number("opened", "新登记", (row) => row.opened),
              number("closed", "已办结", (row) => row.closed, true),
              number("late", "超时", (row) => row.late),
              number("sessions", "坐诊场次", (row) => row.sessions, true),
              {
                key: "satisfaction",
                title: "满意率",
                sort: true,
                width: "12em",
                align: "end",
                render: (row) => <Satisfaction row={row} />,
              },
            ]}
          />
        </div>
      </Section>
    </>
  );
}

/** 0–1 in percent, one decimal at most. */
const asPercent = (share: number | undefined): number => Math.round((share ?? 0) * 1000) / 10;

function Satisfaction({ row }: { row: AreaRow }) {
  if (row.satisfaction === null || row.rated === 0) return "还没有评价";
  if (row.rated < SMALL_SAMPLE)
    return (
      <>
        样本太少
        <small>{`只有 ${row.rated} 个评价`}</small>
      </>
    );
  const { value, low, high } = row.satisfaction;
  return (
    <>
      {asPercent(value)}%<small>{`${asPercent(low)}–${asPercent(high)}（${count(row.rated)} 评）`}</small>
    </>
  );
}
