import { client } from "../../../ui/api.ts";
import { Empty } from "../../../ui/console/empty.tsx";
import { useUrlSearch } from "../../../ui/console/go.tsx";
import { ListPage, type RawInput } from "../../../ui/console/list.tsx";
import { Panel } from "../../../ui/console/panel.tsx";
import { Status } from "../../../ui/console/status.tsx";
import { useAreaOptions, useOwnArea } from "../../network/console/panels.tsx";
import { tierLabels } from "../../network/labels.ts";
import { type ClinicCard, rostersContract } from "../contract.ts";
import { ClinicView } from "./clinic-page.tsx";
import { openWords } from "./panels.tsx";

const api = client(rostersContract);
const tiers = ["city", "district", "town", "village"] as const;
const text = (value: string | number | undefined): string | undefined =>
  value === undefined ? undefined : String(value);

/** `open` in the address is the row beside the list, so the filter for open clinics is called `here`. */
const load = ({ page, size, area, q, tier, here }: RawInput) =>
  api.listClinics({
    page,
    size,
    area: text(area),
    q: text(q)?.slice(0, 30),
    tier: tiers.find((one) => one === tier),
    open: here === "true" ? true : undefined,
  });

export function ClinicsPage() {
  const [search] = useUrlSearch();
  const areas = useAreaOptions();
  const own = useOwnArea();
  const now = Date.now();
  return (
    <ListPage<ClinicCard>
      title="机构"
      label="门诊"
      unit="家"
      queryKey={["rosters", "listClinics"]}
      fixed={search.area || !own ? undefined : { area: own.code }}
      load={load}
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
          render: (one) => (one.open ? <Status tone="good">{openWords(one, now)}</Status> : openWords(one, now)),
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
        { key: "here", label: "现在有人的", kind: "flag" },
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
