import type { InputOf } from "../../../shared/contract.ts";
import { client } from "../../../ui/api.ts";
import { Empty } from "../../../ui/console/empty.tsx";
import { day, moment } from "../../../ui/console/format.ts";
import { useUrlSearch } from "../../../ui/console/go.tsx";
import { ListPage } from "../../../ui/console/list.tsx";
import { Page } from "../../../ui/console/page.tsx";
import { useAreas } from "../../network/console/panels.tsx";
import { dashboardsContract, FigureCode, type FigureRecord } from "../contract.ts";
import { figureLabels } from "../labels.ts";

const api = client(dashboardsContract);

/** The records behind a figure, as many as the figure counts. */
export function RecordsPage() {
  const [search] = useUrlSearch();
  const areas = useAreas();
  const figure = FigureCode.safeParse(search.figure);
  if (!figure.success)
    return (
      <Page title="数字背后的记录">
        <Empty title="没有说明是哪个数字">请从“今日”或“概览”里点一个数字进来。</Empty>
      </Page>
    );
  const { label, formula } = figureLabels[figure.data];
  const { area, from, to } = search;
  const place = areas.find((one) => one.code === area)?.name;
  const when = from && to ? (from === to ? day(from) : `${day(from)}–${day(to)}`) : undefined;
  return (
    <ListPage<FigureRecord, InputOf<typeof dashboardsContract.records>>
      title={label}
      label={label}
      unit="条"
      lead={[place, when, formula].filter(Boolean).join(" · ")}
      queryKey={["dashboards", "records"]}
      input={dashboardsContract.records["~orpc"].inputSchema}
      fixed={{ figure: figure.data, ...(area ? { area } : {}), ...(from ? { from } : {}), ...(to ? { to } : {}) }}
      load={(input) => api.records(input)}
      rowId={(row) => row.id}
      rowHref={(row) => row.open}
      columns={[
        {
          key: "title",
          title: "记录",
          render: (row) => (
            <>
              {row.title}
              <small>{row.detail}</small>
            </>
          ),
        },
        { key: "at", title: "时间", width: "14em", render: (row) => moment(row.at) },
      ]}
      empty={<Empty title="没有记录">这个数字现在是零。</Empty>}
    />
  );
}
