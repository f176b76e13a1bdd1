import { addDays, startOfDay } from "../../../shared/civil-time.ts";
import { type Role, roleLabels } from "../../../shared/permissions.ts";
import { type Client, client } from "../../../ui/api.ts";
import { Empty } from "../../../ui/console/empty.tsx";
import { moment } from "../../../ui/console/format.ts";
import { ListPage, type RawInput } from "../../../ui/console/list.tsx";
import { Facts } from "../../../ui/console/page.tsx";
import { Panel, PanelHead } from "../../../ui/console/panel.tsx";
import { cachedRow } from "../../../ui/console/query.ts";
import { Status } from "../../../ui/console/status.tsx";
import { identityContract } from "../contract.ts";
import { actionWords, actorWords, outcomeWords, subjectWords } from "./action-words.ts";

const api = client(identityContract);
type Entry = Awaited<ReturnType<Client<typeof identityContract>["listAudit"]>>["items"][number];
const listKey = ["identity", "listAudit"] as const;

const say = (entry: Entry): string => actionWords[entry.action] ?? entry.action;
/** Staff by the role they acted in; everybody else by what they are. */
const whoOf = (entry: Entry): string =>
  entry.actorKind === "staff"
    ? (roleLabels[entry.role as Role] ?? entry.role)
    : (actorWords[entry.actorKind] ?? entry.actorKind);
const short = (id: string | null): string => (id ? id.slice(-8) : "");

function Outcome({ entry }: { entry: Entry }) {
  const words = outcomeWords[entry.outcome];
  return <Status tone={words?.tone ?? "plain"}>{words?.label ?? entry.outcome}</Status>;
}

/** Days of the address as the instants that the endpoint asks for. */
const load = ({ from, to, action, subjectId, page, size }: RawInput) =>
  api.listAudit({
    page,
    size,
    action: action === undefined ? undefined : String(action),
    subjectId: subjectId === undefined ? undefined : String(subjectId),
    from: from === undefined ? undefined : startOfDay(String(from)).toISOString(),
    to: to === undefined ? undefined : startOfDay(addDays(String(to), 1)).toISOString(),
  });

export function AuditPage() {
  return (
    <ListPage<Entry>
      title="审计记录"
      label="审计记录"
      unit="条"
      lead="谁在什么时候做了什么、看了什么。只增不改；里面没有任何人说的话。查看本身也会记下来。"
      queryKey={listKey}
      load={load}
      size={50}
      rowId={(entry) => entry.id}
      columns={[
        {
          key: "action",
          title: "做了什么",
          render: (entry) => (
            <>
              {say(entry)}
              <small>{entry.purpose ?? entry.action}</small>
            </>
          ),
        },
        {
          key: "who",
          title: "谁",
          width: "9em",
          render: (entry) => (
            <>
              {whoOf(entry)}
              <small>{short(entry.actorId)}</small>
            </>
          ),
        },
        {
          key: "subject",
          title: "对象",
          width: "10em",
          wideOnly: true,
          render: (entry) =>
            entry.subjectType && (
              <>
                {subjectWords[entry.subjectType] ?? entry.subjectType}
                <small>{short(entry.subjectId)}</small>
              </>
            ),
        },
        { key: "outcome", title: "结果", width: "9em", render: (entry) => <Outcome entry={entry} /> },
        { key: "at", title: "时间", width: "11em", render: (entry) => moment(entry.at) },
      ]}
      filters={[
        {
          key: "action",
          label: "做了什么",
          kind: "select",
          options: Object.entries(actionWords).map(([value, label]) => ({ value, label })),
        },
        { key: "from", to: "to", label: "日期", kind: "range" },
        { key: "subjectId", label: "对象编号", kind: "text", hint: "完整编号，从右侧复制" },
      ]}
      views={[
        { label: "全部", search: {} },
        { label: "看过完整个人信息", search: { action: "matters.reveal" } },
        { label: "登录", search: { action: "identity.signIn" } },
        { label: "授予身份", search: { action: "identity.giveGrant" } },
      ]}
      panel={(id, close) => (
        <Panel label="一条审计记录" onClose={close}>
          <EntryView entry={cachedRow<Entry>(listKey, id)} />
        </Panel>
      )}
      empty={<Empty title="还没有审计记录" />}
    />
  );
}

function EntryView({ entry }: { entry: Entry | undefined }) {
  if (!entry) return <Empty title="不在这一页里">请关上，换个条件再找。</Empty>;
  return (
    <>
      <PanelHead over={`第 ${entry.seq} 条`} title={say(entry)}>
        <Outcome entry={entry} />
      </PanelHead>
      <Facts
        items={[
          ["时间", moment(entry.at)],
          ["谁", whoOf(entry)],
          ["账号编号", entry.actorId],
          ["理由", entry.purpose],
          ["对象", entry.subjectType && (subjectWords[entry.subjectType] ?? entry.subjectType)],
          ["对象编号", entry.subjectId],
          ["涉及字段", entry.fields.join("、")],
          ["没让做的原因", entry.code],
          ["动作代号", entry.action],
          ["从哪里", entry.ip],
          ["请求编号", entry.requestId],
        ]}
      />
    </>
  );
}
