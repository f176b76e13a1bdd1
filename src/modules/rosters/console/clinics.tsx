import type { InputOf } from "../../../shared/contract.ts";
import { client } from "../../../ui/api.ts";
import { Empty } from "../../../ui/console/empty.tsx";
import { useUrlSearch } from "../../../ui/console/go.tsx";
import { ListPage } from "../../../ui/console/list.tsx";
import { Panel } from "../../../ui/console/panel.tsx";
import { Status } from "../../../ui/console/status.tsx";
import { useAreaOptions, useOwnArea } from "../../network/console/panels.tsx";
import { tierLabels } from "../../network/labels.ts";
import { type ClinicCard, rostersContract } from "../contract.ts";
import { ClinicView } from "./clinic-page.tsx";
import { openWords } from "./panels.tsx";

const api = client(rostersContract);
const tiers = ["city", "district", "town", "village"] as const;

export function ClinicsPage() {
  const [search] = useUrlSearch();
  const areas = useAreaOptions();
  const own = useOwnArea();
  const now = Date.now();
  return (
    <ListPage<ClinicCard, InputOf<typeof rostersContract.listClinics>>
      title="机构"
      label="门诊"
      unit="家"
      queryKey={["rosters", "listClinics"]}
      input={rostersContract.listClinics["~orpc"].inputSchema}
      fixed={search.area || !own ? undefined : { area: own.code }}
      load={(input) => api.listClinics(input)}
      rowId={(one) => one.id}
      columns={[
        {
          key: "name",
          title: "门诊",
          render: (one) => (
            <>
              {one.name}
              <small>{one.address}</small>
            </>
          ),
        },
        { key: "tier", title: "层级", width: "8em", wideOnly: true, render: (one) => tierLabels[one.tier] },
        {
          key: "open",
          title: "现在",
          width: "17em",
          render: (one) => <Status tone={one.open ? "good" : "plain"}>{openWords(one, now)}</Status>,
        },
        {
          key: "duty",
          title: "谁在",
          width: "10em",
          wideOnly: true,
          render: (one) => one.duty.map((person) => person.name).join("、"),
        },
      ]}
      filters={[
        { key: "q", label: "查找", kind: "text", hint: "名字或地名" },
        { key: "area", label: "地区", kind: "select", options: areas },
        {
          key: "tier",
          label: "层级",
          kind: "select",
          options: tiers.map((value) => ({ value, label: tierLabels[value] })),
        },
        { key: "open", label: "现在有人的", kind: "flag" },
      ]}
      panel={(id, close) => (
        <Panel label="门诊" onClose={close} fullHref={`/clinics/${id}`}>
          <ClinicView key={id} id={id} head />
        </Panel>
      )}
      empty={<Empty title="这里还没有门诊">换一个地区看看。</Empty>}
    />
  );
}
