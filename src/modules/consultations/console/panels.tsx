import type { ReactNode } from "react";
import { client } from "../../../ui/api.ts";
import { Button } from "../../../ui/console/button.tsx";
import { Clock } from "../../../ui/console/clock.tsx";
import { Failed, Waiting } from "../../../ui/console/empty.tsx";
import { day, moment } from "../../../ui/console/format.ts";
import { Go, useGo } from "../../../ui/console/go.tsx";
import { Icon } from "../../../ui/console/icons.tsx";
import { Section, Words } from "../../../ui/console/page.tsx";
import { useAction, useApi } from "../../../ui/console/query.ts";
import type { SlotProps } from "../../../ui/console/routes.ts";
import { useCan } from "../../../ui/console/session.tsx";
import { StateTag, type StateWords, Status } from "../../../ui/console/status.tsx";
import { Timeline } from "../../../ui/console/timeline.tsx";
import { type Matter, mattersContract } from "../../matters/contract.ts";
import { channelLabels, eventLabels, flagLabels, outcomeLabels } from "../../matters/labels.ts";
import { type Consultation, consultationsContract } from "../contract.ts";
import { eventWords, refusals, stateLabels } from "../labels.ts";
import "./consultations.css";

const api = client(consultationsContract);
const matters = client(mattersContract);

export const consultationStates: StateWords<Consultation["state"]> = {
  open: { label: stateLabels.open, tone: "attention", icon: "edit" },
  signed: { label: stateLabels.signed, tone: "good" },
};

export const useMatter = (id: string) =>
  useApi(["matters", "get", id], () => matters.get({ id }), { enabled: id !== "" });

/** Begins to write about a matter, with or without a ticket, and opens the workspace. */
export function useStart() {
  const go = useGo();
  return useAction((input: { matterId: string; ticketId?: string; sessionId?: string }) => api.start(input), {
    refusals,
    invalidate: [["consultations"], ["queue"], ["matters"], ["dashboards"]],
    after: (consultation) => go(`/consultations/${consultation.id}`),
  });
}

/** Print and Word file of an advice sheet. */
export function SheetLinks({ id }: { id: string }) {
  return (
    <span className="consult-links">
      <a className="lc-button" href={`/sheet/${id}`} target="_blank" rel="noopener">
        <Icon name="print" size={16} />
        <span>打印建议书</span>
      </a>
      <a className="lc-button" href={`/sheet/${id}/docx`} download>
        <Icon name="download" size={16} />
        <span>下载 Word</span>
      </a>
    </span>
  );
}

/** On a matter's page: who listened when, how it ended, what the person took home. */
export function MatterConsultationsPanel({ id, can }: SlotProps) {
  const writes = useCan("consultation:write");
  const read = useApi(["consultations", "list", id], () => api.list({ matterId: id, size: 50 }));
  const start = useStart();
  const items = read.data?.items ?? [];
  const open = items.some((one) => one.state === "open" && one.can.includes("sign"));
  // A matter that may be closed is one that is not closed yet.
  const mayStart = writes && can.includes("close") && !open;
  if (read.data && items.length === 0 && !mayStart) return null;
  return (
    <Section title={`咨询记录${items.length > 0 ? `（${items.length}）` : ""}`}>
      {read.error && !read.data && <Failed error={read.error} retry={read.refetch} />}
      {!read.data && !read.error && <Waiting lines={2} />}
      <ul className="consult-list">
        {items.map((one) => (
          <li key={one.id}>
            <div>
              {one.note !== null || one.can.length > 0 ? (
                <Go href={`/consultations/${one.id}`}>{`${one.practitionerName}的接待`}</Go>
              ) : (
                `${one.practitionerName}的接待`
              )}
              <small>
                {moment(one.startedAt)}
                {one.outcome && ` · ${outcomeLabels[one.outcome]}`}
                {one.deferredTo && ` · 约期 ${day(one.deferredTo)}`}
              </small>
            </div>
            <StateTag state={one.state} words={consultationStates} />
            {one.sheetId && <SheetLinks id={one.sheetId} />}
          </li>
        ))}
      </ul>
      {mayStart && (
        <Button busy={start.isPending} onClick={() => start.mutate({ matterId: id })}>
          开始接待并记录
        </Button>
      )}
    </Section>
  );
}

/** What happened, in a few words each; what a module above adds is worded here too. */
const courseWords: Readonly<Record<string, string>> = { ...eventLabels, ...eventWords };

export function MatterCourse({ matter }: { matter: Matter }) {
  return (
    <Timeline
      entries={matter.events.map((event) => {
        const channel = event.kind === "opened" ? channelLabels[matter.channel] : "";
        return {
          key: event.id,
          at: event.at,
          text: `${channel}${courseWords[event.kind] ?? "有新的进展"}`,
          who: event.actorName ?? (event.actorKind === "resident" ? "来访人" : undefined),
          detail: event.text ?? undefined,
          icon: event.kind === "close" ? ("check" as const) : undefined,
          tone: event.kind === "close" ? ("good" as const) : ("plain" as const),
        };
      })}
    />
  );
}

export const matterTitle = (matter: Matter): string =>
  [matter.categoryLabel ?? "还没分类", matter.residentName ?? "未留姓名"].join(" · ");

/** A matter in short: the person's words first, what must not be late, then what happened. */
export function MatterShort({ id, action }: { id: string; action?: ReactNode }) {
  const { data: matter, error, refetch } = useMatter(id);
  if (error && !matter) return <Failed error={error} retry={refetch} />;
  if (!matter) return <Waiting />;
  return (
    <>
      <header className="lc-panel-head">
        <small>{matter.number}</small>
        <h2>{matterTitle(matter)}</h2>
        <MatterFlags matter={matter} />
      </header>
      <MatterWords matter={matter} />
      <MatterClocks matter={matter} />
      {action}
      <MatterCourse matter={matter} />
    </>
  );
}

export function MatterFlags({ matter }: { matter: Matter }) {
  return matter.flags.map((flag) => (
    <Status key={flag} tone="seal" icon="alert">
      {flagLabels[flag] ?? flag}
    </Status>
  ));
}

export function MatterWords({ matter }: { matter: Matter }) {
  if (matter.narrative) return <Words>{matter.narrative}</Words>;
  return (
    <p className="consult-hidden">
      <Icon name="lock" size={16} />
      {matter.masked ? "来访人说的话遮挡了。要看，请打开这件事写明理由。" : "没有记下来访人说的话。"}
    </p>
  );
}

/** Those that still run or are late; kept ones are in the course. */
export function MatterClocks({ matter }: { matter: Matter }) {
  return matter.clocks.filter((one) => one.stoppedAt === null).map((one) => <Clock key={one.code} view={one} />);
}
