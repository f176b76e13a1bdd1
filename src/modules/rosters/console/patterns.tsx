import { civilDate } from "../../../shared/civil-time.ts";
import type { InputOf } from "../../../shared/contract.ts";
import { client } from "../../../ui/api.ts";
import { Button } from "../../../ui/console/button.tsx";
import { Empty } from "../../../ui/console/empty.tsx";
import { Form } from "../../../ui/console/form.tsx";
import { day } from "../../../ui/console/format.ts";
import { useUrlSearch } from "../../../ui/console/go.tsx";
import { ListPage } from "../../../ui/console/list.tsx";
import { Facts } from "../../../ui/console/page.tsx";
import { Panel, PanelHead } from "../../../ui/console/panel.tsx";
import { cachedRow } from "../../../ui/console/query.ts";
import { Status } from "../../../ui/console/status.tsx";
import { usePerson } from "../../practitioners/console/panels.tsx";
import { rostersContract, type SessionPattern } from "../contract.ts";
import { formLabels, refusals, timeTypeLabels, weekdayLabels } from "../labels.ts";
import { ClinicSelect } from "./panels.tsx";

const api = client(rostersContract);
const listKey = ["rosters", "listPatterns"] as const;

/** 每周二 · 每月第 2 个周六 */
const weekWords = (one: SessionPattern): string => {
  const weekday = weekdayLabels[one.weekday - 1] ?? "";
  return one.nthWeek === null ? `每${weekday}` : `每月第 ${one.nthWeek} 个${weekday}`;
};
const isOver = (one: SessionPattern, today: string): boolean => one.validTo !== null && one.validTo < today;

function PersonName({ id }: { id: string }) {
  return usePerson(id).data?.name ?? "……";
}

const People = ({ ids }: { ids: readonly string[] }) =>
  ids.length === 0
    ? "没有固定的人"
    : ids.map((id, place) => (
        <span key={id}>
          {place > 0 && "、"}
          <PersonName id={id} />
        </span>
      ));

function Validity({ pattern }: { pattern: SessionPattern }) {
  const today = civilDate(new Date());
  if (isOver(pattern, today)) return <Status icon="close">已停止</Status>;
  if (pattern.validFrom > today) return <Status tone="attention">{`${day(pattern.validFrom)}起`}</Status>;
  return <Status tone="good">{pattern.validTo ? `到 ${day(pattern.validTo)}` : "一直有效"}</Status>;
}

export function PatternsPage() {
  const [search, change] = useUrlSearch();
  const clinicId = search.clinicId;
  return (
    <ListPage<SessionPattern, InputOf<typeof rostersContract.listPatterns>>
      title="每周固定安排"
      label="每周固定安排"
      unit="条"
      lead="固定的坐诊写在这里，再按它发布成一场一场的坐诊。法定节假日会自动跳过。"
      extra={<Button href="/patterns/publish">按每周安排发布</Button>}
      action={
        <Button kind="primary" icon="plus" href={`/patterns/new${clinicId ? `?clinicId=${clinicId}` : ""}`}>
          新增安排
        </Button>
      }
      queryKey={listKey}
      input={rostersContract.listPatterns["~orpc"].inputSchema}
      fixed={clinicId ? { clinicId } : undefined}
      load={(input) => api.listPatterns(input)}
      rowId={(one) => one.id}
      columns={[
        {
          key: "clinic",
          title: "门诊",
          render: (one) => (
            <>
              {one.clinicName}
              <small>
                {formLabels[one.form]} · <People ids={one.practitionerIds} />
              </small>
            </>
          ),
        },
        {
          key: "when",
          title: "什么时候",
          width: "13em",
          render: (one) => (
            <>
              {weekWords(one)}
              <small>
                {one.starts}–{one.ends}
              </small>
            </>
          ),
        },
        {
          key: "capacity",
          title: "号",
          width: "6em",
          align: "end",
          wideOnly: true,
          render: (one) => (one.capacity === 0 ? "不约号" : one.capacity),
        },
        { key: "valid", title: "有效", width: "12em", render: (one) => <Validity pattern={one} /> },
      ]}
      panel={(id, close) => (
        <Panel label="每周安排" onClose={close}>
          <PatternView key={id} pattern={cachedRow<SessionPattern>(listKey, id)} />
        </Panel>
      )}
      filters={[]}
      views={[]}
      refusals={refusals}
      empty={
        <Empty title="还没有每周安排" action={<Button href="/patterns/new">新增安排</Button>}>
          写一次，以后每个月按它发布就行。
        </Empty>
      }
      before={
        <div className="rosters-bar">
          <ClinicSelect
            label="门诊"
            bind={{
              id: "patterns-clinic",
              value: clinicId,
              set: (id) => change({ clinicId: typeof id === "string" ? id : undefined, page: undefined }),
              invalid: false,
              describedBy: undefined,
            }}
          />
          {clinicId && (
            <Button kind="quiet" icon="close" onClick={() => change({ clinicId: undefined, page: undefined })}>
              看全部门诊
            </Button>
          )}
        </div>
      }
    />
  );
}

function PatternView({ pattern }: { pattern: SessionPattern | undefined }) {
  if (!pattern) return <Empty title="不在这一页里">请关上再看一次列表。</Empty>;
  const today = civilDate(new Date());
  return (
    <>
      <PanelHead over={pattern.clinicName} title={`${weekWords(pattern)} ${pattern.starts}–${pattern.ends}`}>
        <Validity pattern={pattern} />
      </PanelHead>
      <Facts
        items={[
          ["形式", `${formLabels[pattern.form]}，${timeTypeLabels[pattern.timeType]}`],
          ["房间", pattern.room],
          ["坐诊的人", <People key="people" ids={pattern.practitionerIds} />],
          ["号位", pattern.capacity === 0 ? "不约号" : `${pattern.capacity} 个`],
          ["从哪天起", day(pattern.validFrom)],
          ["到哪天止", pattern.validTo && day(pattern.validTo)],
        ]}
      />
      {!isOver(pattern, today) && (
        <Form
          initial={{ validTo: today }}
          fields={[
            {
              name: "validTo",
              label: "最后一天",
              kind: "date",
              required: true,
              hint: "这天以后不再按它发布。已经发布的坐诊不受影响，要取消请一场一场取消。",
            },
          ]}
          submitLabel="停止这个安排"
          done="已停止。"
          refusals={refusals}
          invalidate={[["rosters", "listPatterns"]]}
          submit={(values) => api.endPattern({ id: pattern.id, validTo: String(values.validTo) })}
        />
      )}
    </>
  );
}
