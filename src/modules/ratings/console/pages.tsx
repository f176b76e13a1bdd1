import { CivilDate } from "../../../shared/contract.ts";
import { client } from "../../../ui/api.ts";
import { Button } from "../../../ui/console/button.tsx";
import { Empty } from "../../../ui/console/empty.tsx";
import type { Filter } from "../../../ui/console/filters.tsx";
import { Form } from "../../../ui/console/form.tsx";
import { moment } from "../../../ui/console/format.ts";
import { Go, useUrlSearch } from "../../../ui/console/go.tsx";
import { ListPage, type RawInput } from "../../../ui/console/list.tsx";
import { Facts, Words } from "../../../ui/console/page.tsx";
import { Panel, PanelHead } from "../../../ui/console/panel.tsx";
import { cachedRow } from "../../../ui/console/query.ts";
import { Status, type Tone } from "../../../ui/console/status.tsx";
import { useAreaOptions } from "../../network/console/panels.tsx";
import { type RatingRow, ratingsContract } from "../contract.ts";
import { labels, levelLabels, refusals } from "../labels.ts";
import { isBad, needsContact } from "../rules.ts";

const api = client(ratingsContract);
const listKey = ["ratings", "list"] as const;

/** Bad or denied, and nobody has spoken with the person yet. */
export const countOpen = async (): Promise<number> => (await api.list({ open: "true", size: 1 })).total;

const date = (value: unknown) => CivilDate.safeParse(value).data;
const yes = (value: unknown) => (value === "true" ? ("true" as const) : undefined);
const yesOrNo = (value: unknown) => (value === "true" || value === "false" ? value : undefined);

/** `open` in the address is the row beside the list, so what waits for a call is called `pending`. */
const load = (input: RawInput) =>
  api.list({
    page: input.page,
    size: input.size,
    clinicId: input.clinicId === undefined ? undefined : String(input.clinicId),
    area: input.area === undefined ? undefined : String(input.area),
    level: /^[1-5]$/.test(String(input.level)) ? Number(input.level) : undefined,
    from: date(input.from),
    to: date(input.to),
    open: yes(input.pending),
    denied: yes(input.denied),
    rated: yesOrNo(input.rated),
    contact: yesOrNo(input.contact),
  });

const toneOf = (row: RatingRow): Tone =>
  row.tookPlace === false || isBad(row.level) ? "seal" : row.level === null ? "plain" : "good";

function Level({ row }: { row: RatingRow }) {
  const words = row.tookPlace === false ? labels.denied : row.level === null ? labels.silent : levelLabels[row.level];
  return <Status tone={toneOf(row)}>{words}</Status>;
}

function Contact({ row }: { row: RatingRow }) {
  if (row.contactedAt) return <Status tone="good">已联系</Status>;
  if (row.ratedAt && needsContact(row)) return <Status tone="attention">等联系</Status>;
  return null;
}

export function RatingsPage() {
  const [search, change] = useUrlSearch();
  const areas = useAreaOptions();
  const clinicId = search.clinicId;
  const filters: Filter[] = [
    {
      key: "level",
      label: "满意程度",
      kind: "select",
      options: [5, 4, 3, 2, 1].map((level) => ({ value: String(level), label: levelLabels[level] ?? "" })),
    },
    { key: "area", label: "地区", kind: "select", options: areas },
    { key: "from", to: "to", label: "邀请评价的日期", kind: "range" },
    { key: "pending", label: "等联系的", kind: "flag" },
    { key: "denied", label: labels.denied, kind: "flag" },
  ];
  // Asked by figures only; shown while they are in the address.
  if (search.rated)
    filters.push({ key: "rated", label: "有没有等级", kind: "select", options: yesNo("评了的", "没评的") });
  if (search.contact)
    filters.push({ key: "contact", label: "联系方式", kind: "select", options: yesNo("留了", "没留") });
  return (
    <ListPage<RatingRow>
      title="评价"
      label="评价"
      unit="条"
      lead={
        clinicId ? (
          <>
            只列出一个门诊的评价。
            <Button kind="quiet" icon="close" onClick={() => change({ clinicId: undefined, page: undefined })}>
              看全部
            </Button>
          </>
        ) : (
          "一件事只评一次。服务的人看不到谁评了什么，所以请不要把评价转给被评的人。"
        )
      }
      queryKey={listKey}
      fixed={clinicId ? { clinicId } : undefined}
      load={load}
      rowId={(row) => row.id}
      columns={[
        {
          key: "level",
          title: "评价",
          render: (row) => (
            <>
              <Level row={row} />
              {row.comment && <small>{row.comment.length > 40 ? `${row.comment.slice(0, 40)}……` : row.comment}</small>}
            </>
          ),
        },
        {
          key: "clinic",
          title: "门诊",
          width: "16em",
          render: (row) => (
            <>
              {row.clinicName}
              <small>{row.matterNumber}</small>
            </>
          ),
        },
        { key: "contact", title: "回访", width: "8em", render: (row) => <Contact row={row} /> },
        {
          key: "at",
          title: "评价时间",
          width: "15em",
          wideOnly: true,
          render: (row) => (row.ratedAt ? moment(row.ratedAt) : `邀请于 ${moment(row.invitedAt)}`),
        },
      ]}
      filters={filters}
      views={[
        { label: "全部", search: {} },
        { label: "等联系的差评", search: { pending: "true" } },
        { label: "说没有服务", search: { denied: "true" } },
      ]}
      panel={(id, close) => (
        <Panel label="评价" onClose={close}>
          <RatingView key={id} row={cachedRow<RatingRow>(listKey, id)} onDone={close} />
        </Panel>
      )}
      refusals={refusals}
      empty={<Empty title="还没有人评价">办结以后会自动邀请。不评不算满意，也不算差评。</Empty>}
    />
  );
}

const yesNo = (yes: string, no: string) => [
  { value: "true", label: yes },
  { value: "false", label: no },
];

function RatingView({ row, onDone }: { row: RatingRow | undefined; onDone: () => void }) {
  if (!row) return <Empty title="不在这一页里">情况可能刚变了。请关上再看一次列表。</Empty>;
  const { id } = row;
  return (
    <>
      <PanelHead over={row.matterNumber} title={row.clinicName}>
        <Level row={row} /> <Contact row={row} />
      </PanelHead>
      {row.comment ? <Words>{row.comment}</Words> : <p>没有写别的话。</p>}
      {row.can.includes("contacted") && (
        <>
          <p>
            先打电话听他说完，再记在这里。电话在<Go href={`/matters/${row.matterId}`}>事项</Go>里，查看要写理由。
          </p>
          <Form
            submitLabel={labels.moves.contacted}
            submit={(values) => api.contacted({ id, note: String(values.note) })}
            refusals={refusals}
            done="已记下，回访完成。"
            onDone={onDone}
            invalidate={[["ratings"], ["dashboards"], ["nav-count", "/ratings"]]}
            fields={[
              {
                name: "note",
                label: "他说了什么，怎么处理",
                kind: "words",
                required: true,
                rows: 5,
                maxLength: 2000,
              },
            ]}
          />
        </>
      )}
      <Facts
        items={[
          ["评价时间", row.ratedAt && moment(row.ratedAt)],
          ["邀请时间", moment(row.invitedAt)],
          ["联系时间", row.contactedAt && moment(row.contactedAt)],
          ["联系情况", row.contactNote],
        ]}
      />
      <Button href={`/matters/${row.matterId}`} icon="matters">
        打开事项
      </Button>
    </>
  );
}
