import { useState } from "react";
import { client } from "../../../ui/api.ts";
import { Button } from "../../../ui/console/button.tsx";
import { Failed, Waiting } from "../../../ui/console/empty.tsx";
import { Form } from "../../../ui/console/form.tsx";
import { day, dayClock, moment, yuan } from "../../../ui/console/format.ts";
import { Go } from "../../../ui/console/go.tsx";
import { Icon } from "../../../ui/console/icons.tsx";
import { Facts, Page, Section, Words } from "../../../ui/console/page.tsx";
import { PanelHead } from "../../../ui/console/panel.tsx";
import { useApi } from "../../../ui/console/query.ts";
import { useCan } from "../../../ui/console/session.tsx";
import { Slot } from "../../../ui/console/slots.tsx";
import { StateTag, Status } from "../../../ui/console/status.tsx";
import { Timeline } from "../../../ui/console/timeline.tsx";
import { groupText, ResidentFacts } from "../../residents/console/panels.tsx";
import { useCategoryOptions } from "../../triage/console/panels.tsx";
import { type Matter, mattersContract } from "../contract.ts";
import { channelLabels, flagLabels, outcomeLabels, refusals } from "../labels.ts";
import { MatterClocks, MatterMoves } from "./matter-moves.tsx";
import { eventSentence, isDanger, matterStates } from "./words.ts";
import "./matters.css";

const api = client(mattersContract);

/** 劳动社保 · 张*; what a matter is called where there is one line. */
export const matterTitle = (matter: Pick<Matter, "categoryLabel" | "residentName">): string =>
  [matter.categoryLabel ?? "还没分类", matter.residentName ?? "未留姓名"].join(" · ");

function useMatter(id: string) {
  const read = useApi(["matters", "get", id], () => api.get({ id }));
  // What was revealed for a reason is shown until one leaves, and never kept in a cache.
  const [revealed, setRevealed] = useState<Matter | null>(null);
  const matter = read.data;
  const shown: Matter | undefined =
    matter && revealed
      ? {
          ...matter,
          narrative: revealed.narrative,
          counterpart: revealed.counterpart,
          resident: revealed.resident,
          residentName: revealed.residentName,
          masked: false,
          can: matter.can,
        }
      : matter;
  return { ...read, matter: shown, revealed: revealed !== null, setRevealed };
}

/** Beside the list: the words, the clocks, the moves, then the rest. */
export function MatterPreview({ id }: { id: string }) {
  const { matter, error, refetch, revealed, setRevealed } = useMatter(id);
  if (error && !matter) return <Failed error={error} retry={refetch} refusals={refusals} />;
  if (!matter) return <Waiting />;
  return (
    <>
      <PanelHead over={matter.number} title={matterTitle(matter)}>
        <Tags matter={matter} />
      </PanelHead>
      <Told matter={matter} />
      <MatterClocks matter={matter} />
      <MatterMoves matter={matter} />
      <MatterFacts matter={matter} />
      <Who matter={matter} revealed={revealed} onRevealed={setRevealed} />
      <Slot name="matter" id={id} can={matter.can} />
      <Course matter={matter} />
    </>
  );
}

/** The whole page: the person's words and what happened on the left, clocks and who it is on the right. */
export function MatterWhole({ id }: { id: string }) {
  const { matter, error, refetch, revealed, setRevealed } = useMatter(id);
  if (error && !matter)
    return (
      <Page title="事项">
        <Failed error={error} retry={refetch} refusals={refusals} />
      </Page>
    );
  if (!matter) return <Waiting lines={8} />;
  return (
    <Page
      title={matterTitle(matter)}
      back={{ href: "/matters", label: "事项" }}
      extra={<Tags matter={matter} />}
      lead={`${matter.number} · ${moment(matter.openedAt)} ${channelLabels[matter.channel]}登记`}
    >
      <div className="matters-page">
        <div>
          <div className="matters-first">
            <Told matter={matter} />
            <MatterMoves matter={matter} />
          </div>
          <Section title="经过">
            <Course matter={matter} />
          </Section>
          <Slot name="matter" id={id} can={matter.can} />
        </div>
        <aside aria-label="时限和来访人">
          {matter.clocks.length > 0 && (
            <div className="matters-second">
              <Section title="时限">
                <MatterClocks matter={matter} />
              </Section>
            </div>
          )}
          <Section title="这件事">
            <MatterFacts matter={matter} />
          </Section>
          <Section title="来访人">
            <Who matter={matter} revealed={revealed} onRevealed={setRevealed} />
          </Section>
        </aside>
      </div>
    </Page>
  );
}

function Tags({ matter }: { matter: Matter }) {
  return (
    <>
      <StateTag state={matter.state} words={matterStates} />
      {matter.flags.map((flag) => (
        <Status key={flag} tone={isDanger(flag) ? "seal" : "attention"} icon="alert">
          {flagLabels[flag] ?? flag}
        </Status>
      ))}
      {matter.outcome && <Status tone="plain">{outcomeLabels[matter.outcome]}</Status>}
    </>
  );
}

function Told({ matter }: { matter: Matter }) {
  if (matter.narrative) return <Words>{matter.narrative}</Words>;
  return (
    <p className="matters-hidden">
      <Icon name="lock" size={16} />
      {matter.masked ? "来访人说的话遮挡了。要看，请在“来访人”里写明理由。" : "没有记下来访人说的话。"}
    </p>
  );
}

function MatterFacts({ matter }: { matter: Matter }) {
  return (
    <Facts
      items={[
        ["门诊", matter.clinicName],
        ["承办人", matter.practitionerName ?? "还没有确定"],
        ["渠道", channelLabels[matter.channel]],
        ["对方", matter.counterpart],
        ["涉及金额", matter.amountFen === null ? null : yuan(matter.amountFen)],
        ["时效最晚", matter.limitationDate && day(matter.limitationDate)],
        ["登记", dayClock(matter.openedAt)],
        ["办结", matter.closedAt && dayClock(matter.closedAt)],
      ]}
    />
  );
}

function Who({
  matter,
  revealed,
  onRevealed,
}: {
  matter: Matter;
  revealed: boolean;
  onRevealed: (matter: Matter) => void;
}) {
  const [asking, setAsking] = useState(false);
  const maySearch = useCan("resident:search");
  const { id, resident } = matter;
  return (
    <div className="matters-who">
      {resident ? (
        <ResidentFacts resident={resident} />
      ) : (
        <Facts
          items={[
            ["姓名", matter.identityRefused ? "不愿提供" : "没有留"],
            ["人群", groupText(matter.personGroups)],
          ]}
        />
      )}
      {resident && maySearch && !matter.masked && (
        <Go href={`/residents/${resident.id}`} className="lc-more">
          更正信息
        </Go>
      )}
      {revealed && <p className="matters-hidden">完整信息只在这一页显示，离开就遮上。这次查看已经记录。</p>}
      {matter.can.includes("reveal") && !revealed && !asking && (
        <>
          <p className="matters-hidden">
            <Icon name="lock" size={16} />
            为保护来访人，姓名、电话和原话遮挡了。
          </p>
          <Button onClick={() => setAsking(true)}>查看完整信息</Button>
        </>
      )}
      {asking && !revealed && (
        <Form
          fields={[
            {
              name: "purpose",
              label: "为什么要看",
              kind: "text",
              required: true,
              maxLength: 100,
              hint: "例如：差评回访，需要打电话。理由会记录，来访人能看到有人查看过。",
              check: (value) => (String(value).trim().length < 4 ? "请写清楚一点，至少四个字" : undefined),
            },
          ]}
          submit={(values) => api.reveal({ id, purpose: String(values.purpose) })}
          submitLabel="记录理由并查看"
          refusals={refusals}
          invalidate={[["matters", "get", id]]}
          onDone={onRevealed}
          onCancel={() => setAsking(false)}
        />
      )}
    </div>
  );
}

/** What happened, oldest first; notes and reasons in their writers' words. */
function Course({ matter }: { matter: Matter }) {
  const categories = new Map(useCategoryOptions().map(({ value, label }) => [value, label]));
  return (
    <Timeline
      entries={matter.events.map((event) => ({
        key: event.id,
        at: event.at,
        text: eventSentence(event, { categories, clocks: matter.clocks }),
        who: event.actorName ?? (event.actorKind === "resident" ? "来访人" : undefined),
        detail: event.text ?? undefined,
        icon: event.kind === "close" ? "check" : event.kind === "note" ? "edit" : undefined,
        tone: event.kind === "close" ? "good" : "plain",
      }))}
    />
  );
}
