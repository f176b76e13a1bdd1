import { DatePicker } from "antd";
import dayjs from "dayjs";
import { useEffect, useState } from "react";
import { addDays, civilDate, formatDuration } from "../../../shared/civil-time.ts";
import { client } from "../../../ui/api.ts";
import { Button } from "../../../ui/console/button.tsx";
import { Failed, Waiting } from "../../../ui/console/empty.tsx";
import { clock, day, moment } from "../../../ui/console/format.ts";
import { Go, useGo, useRouteParam } from "../../../ui/console/go.tsx";
import { useHotkey } from "../../../ui/console/hotkeys.ts";
import { Icon } from "../../../ui/console/icons.tsx";
import { Kbd } from "../../../ui/console/kbd.tsx";
import { Facts, Page, Section } from "../../../ui/console/page.tsx";
import { useAction, useApi } from "../../../ui/console/query.ts";
import { StateTag } from "../../../ui/console/status.tsx";
import { toast } from "../../../ui/console/toast.tsx";
import { type Matter, outcomes } from "../../matters/contract.ts";
import { outcomeLabels } from "../../matters/labels.ts";
import { FlagNotes, TriageHints, useTriage } from "../../triage/console/panels.tsx";
import { type Consultation, consultationsContract } from "../contract.ts";
import { refusals } from "../labels.ts";
import {
  consultationStates,
  MatterClocks,
  MatterCourse,
  MatterFlags,
  MatterWords,
  matterTitle,
  SheetLinks,
  useMatter,
} from "./panels.tsx";
import { SheetForm } from "./sheet-form.tsx";
import { type Note, type NoteState, useNote } from "./use-note.ts";

const api = client(consultationsContract);
type Outcome = (typeof outcomes)[number];
const back = { href: "/my-sessions", label: "我的坐诊" };

export function ConsultationPage() {
  const id = useRouteParam("id");
  const { data, error, refetch } = useApi(["consultations", "get", id], () => api.get({ id }));
  const matter = useMatter(data?.matterId ?? "");
  if (error && !data)
    return (
      <Page title="接待记录" back={back}>
        <Failed error={error} retry={refetch} refusals={refusals} />
      </Page>
    );
  if (!data) return <Waiting lines={8} />;
  if (!data.can.includes("sign")) return <Signed consultation={data} matter={matter.data} />;
  return <Workspace key={id} consultation={data} matter={matter.data} matterError={matter.error} />;
}

/** The person's words and what is known on the left, what one writes on the right: nothing else for ten minutes. */
function Workspace({
  consultation,
  matter,
  matterError,
}: {
  consultation: Consultation;
  matter: Matter | undefined;
  matterError: unknown;
}) {
  const note = useNote(consultation);
  const triage = useTriage(matter?.narrative ?? "", matter?.personGroups ?? []);
  const [tab, setTab] = useState<"note" | "sheet">("note");
  // Once opened it stays, so that what was typed survives a look at the note.
  const [drafted, setDrafted] = useState(false);
  const openSheet = () => {
    setDrafted(true);
    setTab("sheet");
  };
  const [sheetId, setSheetId] = useState(consultation.sheetId);
  useHotkey("Alt+n", () => setTab("note"), { label: "写记录", inFields: true });
  useHotkey("Alt+b", openSheet, { label: "法律建议书", inFields: true });
  return (
    <Page
      title={matter ? matterTitle(matter) : consultation.matterNumber}
      back={back}
      extra={<Since at={consultation.startedAt} />}
    >
      <div className="consult-work">
        <aside className="lc-surface consult-told">
          <h2>
            <Go href={`/matters/${consultation.matterId}`}>{consultation.matterNumber}</Go>
          </h2>
          {matterError !== null && !matter && <Failed error={matterError} />}
          {!matter && matterError === null && <Waiting lines={4} />}
          {matter && (
            <>
              <MatterFlags matter={matter} />
              <MatterWords matter={matter} />
              <FlagNotes flags={triage.answer?.flags ?? []} />
              <MatterClocks matter={matter} />
              <Facts
                items={[
                  ["对方", matter.counterpart],
                  ["时效最晚", matter.limitationDate && day(matter.limitationDate)],
                ]}
              />
              {triage.answer && !triage.answer.abstain && <h2>导诊提示（只供参考）</h2>}
              <TriageHints
                state={triage}
                onSay={(words) => note.write(note.text === "" ? words : `${note.text}\n${words}`)}
              />
              <h2>经过</h2>
              <MatterCourse matter={matter} />
            </>
          )}
        </aside>
        <div className="lc-surface consult-write">
          <div className="consult-tabs">
            <div role="tablist" aria-label="写什么">
              <button type="button" role="tab" aria-selected={tab === "note"} onClick={() => setTab("note")}>
                记录 <Kbd combo="Alt+N" />
              </button>
              <button type="button" role="tab" aria-selected={tab === "sheet"} onClick={openSheet}>
                法律建议书（处方）{sheetId && "✓"} <Kbd combo="Alt+B" />
              </button>
            </div>
            <Saved state={note.state} />
          </div>
          {note.state.kind === "elsewhere" && <Conflict note={note} theirs={note.state.theirs} />}
          <div hidden={tab !== "note"}>
            <NotePart note={note} active={tab === "note"} />
            <End consultation={consultation} note={note} sheet={sheetId} active={tab === "note"} />
          </div>
          {drafted && (
            <div hidden={tab !== "sheet"}>
              {sheetId ? (
                <div className="consult-issued">
                  <span>建议书已经出好。打印两份，一份给当事人带走。</span>
                  <SheetLinks id={sheetId} />
                  <Button onClick={() => setTab("note")}>回到记录</Button>
                </div>
              ) : (
                <SheetForm
                  id={consultation.id}
                  matter={matter}
                  triage={triage.answer}
                  note={note.text}
                  onIssued={(sheet) => setSheetId(sheet.id)}
                />
              )}
            </div>
          )}
        </div>
      </div>
    </Page>
  );
}

/** How long this person has been here. */
function Since({ at }: { at: string }) {
  const [now, setNow] = useState(() => Date.now());
  useEffect(() => {
    const timer = setInterval(() => setNow(Date.now()), 15_000);
    return () => clearInterval(timer);
  }, []);
  const minutes = Math.floor((now - Date.parse(at)) / 60_000);
  const long = minutes >= 24 * 60;
  return (
    <span className="consult-saved" role="timer">
      <Icon name="clock" size={16} />
      {minutes < 1 ? "刚开始" : long ? `${moment(at)}开始` : `已经 ${formatDuration(minutes)}`}
    </span>
  );
}

function Saved({ state }: { state: NoteState }) {
  const shown = {
    saved: {
      tone: "good",
      icon: "check",
      text: state.kind === "saved" && state.at ? `已保存 ${clock(state.at)}` : "自动保存",
    },
    writing: { tone: "plain", icon: "edit", text: "正在写……" },
    saving: { tone: "plain", icon: "clock", text: "正在保存……" },
    offline: { tone: "seal", icon: "alert", text: "未保存：网络不通。接着写，通了自动存" },
    failed: { tone: "seal", icon: "alert", text: `未保存：${state.kind === "failed" ? state.text : ""}` },
    elsewhere: { tone: "attention", icon: "alert", text: "未保存：另一页也在写" },
  } as const;
  const { tone, icon, text } = shown[state.kind];
  return (
    <span className="consult-saved" data-tone={tone} role="status">
      <Icon name={icon} size={16} />
      {text}
    </span>
  );
}

function NotePart({ note, active }: { note: Note; active: boolean }) {
  return (
    <textarea
      className="consult-note"
      aria-label="咨询记录"
      placeholder="当事人问了什么，您怎么答的，约好了什么。"
      maxLength={20_000}
      // Where words and note stand one above the other, the words come first.
      // biome-ignore lint/a11y/noAutofocus: writing is what this page is for
      autoFocus={active && matchMedia("(min-width: 1024px)").matches}
      value={note.text}
      onChange={(event) => note.write(event.target.value)}
      onBlur={() => void note.save()}
    />
  );
}

/** Two pages wrote: both texts stay in sight until somebody decides. */
function Conflict({ note, theirs }: { note: Note; theirs: string }) {
  return (
    <div className="consult-conflict" role="alert">
      <b>这份记录在另一个页面也改了。您写的还在下面的框里。</b>
      <pre>{theirs || "（另一页是空的）"}</pre>
      <span className="consult-moves">
        <Button kind="primary" onClick={() => note.settle(theirs === "" ? note.text : `${theirs}\n\n${note.text}`)}>
          两份都要，接在一起
        </Button>
        <Button onClick={() => note.settle(note.text)}>只要框里我写的</Button>
        <Button onClick={() => note.settle(theirs)}>只要上面那份</Button>
      </span>
    </div>
  );
}

/** Outcome, a fixed day for the answer where one is needed, and the end. */
function End({
  consultation,
  note,
  sheet,
  active,
}: {
  consultation: Consultation;
  note: Note;
  sheet: string | null;
  /** In sight: else its keys sleep. */
  active: boolean;
}) {
  const { id } = consultation;
  const go = useGo();
  const [outcome, setOutcome] = useState<Outcome>();
  const [defer, setDefer] = useState(false);
  const [day, setDay] = useState(() => addDays(civilDate(new Date()), 3));
  const sign = useAction(
    async (chosen: Outcome) => {
      if (!(await note.save())) return undefined;
      return api.sign({ id, outcome: chosen, ...(defer ? { deferredTo: day } : {}) });
    },
    {
      refusals,
      invalidate: [["consultations"], ["queue"], ["matters"], ["dashboards"], ["appointments"]],
      after: (signed) => {
        if (!signed) return toast({ text: "记录还没有保存上，先等它保存好再签发。", tone: "seal" });
        toast({ text: defer ? "已签发，到约好的日子会提醒您答复。" : "已签发并办结。", tone: "good" });
        go("/my-sessions");
      },
    },
  );
  const empty = note.text.trim() === "";
  const send = () => {
    if (sign.isPending) return;
    if (empty) return toast({ text: refusals.NOTE_EMPTY, tone: "seal" });
    if (!outcome) return toast({ text: "请先选处理结果（Alt 加数字键）。", tone: "seal" });
    sign.mutate(outcome);
  };
  return (
    <>
      <fieldset className="consult-outcome">
        <legend>处理结果</legend>
        <div>
          {outcomes.map((one, place) => (
            <label key={one}>
              <OutcomeKey place={place} run={() => setOutcome(one)} />
              <input type="radio" name="outcome" checked={outcome === one} onChange={() => setOutcome(one)} />
              {outcomeLabels[one]}
              <Kbd combo={`Alt+${place + 1}`} />
            </label>
          ))}
        </div>
      </fieldset>
      <div className="consult-end">
        <label className="lc-flag">
          <input type="checkbox" checked={defer} onChange={(event) => setDefer(event.target.checked)} />
          今天答不了，约期答复
        </label>
        {defer && (
          <DatePicker
            aria-label="约在哪天答复"
            format="M月D日（dd）"
            allowClear={false}
            minDate={dayjs(civilDate(new Date()))}
            value={dayjs(day)}
            onChange={(next) => next && setDay(next.format("YYYY-MM-DD"))}
          />
        )}
        {sheet && <SheetLinks id={sheet} />}
        <Button kind="primary" hotkey={active ? "Ctrl+Enter" : undefined} busy={sign.isPending} onClick={send}>
          {defer ? "签发，到日子答复" : "签发并办结"}
        </Button>
      </div>
    </>
  );
}

function OutcomeKey({ place, run }: { place: number; run: () => void }) {
  useHotkey(`Alt+${place + 1}`, run, { inFields: true });
  return null;
}

/** What is signed stays as it is; the note is for its own writer only. */
function Signed({ consultation, matter }: { consultation: Consultation; matter: Matter | undefined }) {
  const [sheet, setSheet] = useState(false);
  const { id, sheetId } = consultation;
  return (
    <Page
      title={matter ? matterTitle(matter) : consultation.matterNumber}
      back={{ href: `/matters/${consultation.matterId}`, label: consultation.matterNumber }}
      extra={<StateTag state={consultation.state} words={consultationStates} />}
      narrow
    >
      <div className="lc-sheet consult-signed">
        <Facts
          items={[
            ["接待人", consultation.practitionerName],
            ["开始", moment(consultation.startedAt)],
            ["签发", consultation.signedAt && moment(consultation.signedAt)],
            ["结果", consultation.outcome && outcomeLabels[consultation.outcome]],
            ["约期答复", consultation.deferredTo && day(consultation.deferredTo)],
          ]}
        />
      </div>
      {consultation.note === null ? (
        <p className="consult-hidden">
          <Icon name="lock" size={16} />
          记录内容只有接待的律师本人能看。
        </p>
      ) : (
        <Section title="记录">
          <div className="consult-body">{consultation.note}</div>
        </Section>
      )}
      {sheetId && (
        <p className="lc-moves">
          <SheetLinks id={sheetId} />
        </p>
      )}
      {!sheetId && consultation.can.includes("issueSheet") && !sheet && (
        <Button onClick={() => setSheet(true)}>补一份法律建议书（处方）</Button>
      )}
      {!sheetId && sheet && (
        <SheetForm
          id={id}
          matter={matter}
          triage={null}
          note={consultation.note ?? ""}
          onIssued={() => setSheet(false)}
        />
      )}
    </Page>
  );
}
