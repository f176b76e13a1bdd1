import { type KeyboardEvent, type ReactNode, useEffect, useRef, useState } from "react";
import { apiError } from "../../../ui/api.ts";
import { Button } from "../../../ui/console/button.tsx";
import { useGo } from "../../../ui/console/go.tsx";
import { useHotkey } from "../../../ui/console/hotkeys.ts";
import { Icon } from "../../../ui/console/icons.tsx";
import { Kbd } from "../../../ui/console/kbd.tsx";
import { Page } from "../../../ui/console/page.tsx";
import { fieldErrors, sayError, useAction } from "../../../ui/console/query.ts";
import { useCan, useMe } from "../../../ui/console/session.tsx";
import { toast } from "../../../ui/console/toast.tsx";
import { useTriage } from "../../triage/console/panels.tsx";
import { flagAdvice } from "../../triage/labels.ts";
import { ChooseFirst, ClinicChoice, useDeskClinic } from "./clinic-choice.tsx";
import { DeskResult } from "./desk-done.tsx";
import {
  type DeskValues,
  emptyDesk,
  forgetDesk,
  isBlank,
  keepDesk,
  keptDesk,
  suggestedPriority,
} from "./desk-draft.ts";
import { type DeskErrors, DeskFields } from "./desk-fields.tsx";
import { type DeskDone, deskRefusals, type Opened, refusalField, runDesk } from "./desk-work.ts";
import "./desk.css";

/** The window: a matter in under a minute, wholly by keyboard. */
export function DeskPage() {
  const desk = useDeskClinic();
  const [turn, setTurn] = useState(0);
  if (!desk.clinicId) return <ChooseFirst title="登记来访" desk={desk} />;
  return (
    <Desk
      key={`${desk.clinicId}-${turn}`}
      clinicId={desk.clinicId}
      again={() => setTurn(turn + 1)}
      extra={desk.fixed ? undefined : <ClinicChoice value={desk.clinicId} onChoose={desk.choose} />}
    />
  );
}

function Desk({ clinicId, again, extra }: { clinicId: string; again: () => void; extra: ReactNode }) {
  const { grant, role } = useMe();
  const grantId = grant?.id ?? "";
  const go = useGo();
  const mayTake = useCan("ticket:take");
  const mayBook = useCan("appointment:book");
  const [restored, setRestored] = useState(() => keptDesk(grantId) !== undefined);
  const [values, setValues] = useState<DeskValues>(
    () => keptDesk(grantId) ?? { ...emptyDesk(), next: mayTake ? "ticket" : "record" },
  );
  const [errors, setErrors] = useState<DeskErrors>({});
  const [said, setSaid] = useState<string>();
  const [opened, setOpened] = useState<Opened>();
  const [done, setDone] = useState<DeskDone>();
  const summary = useRef<HTMLDivElement>(null);
  const box = useRef<HTMLFormElement>(null);
  const triage = useTriage(values.text, values.groups);
  const danger = triage.answer?.flags.some((flag) => flagAdvice[flag.code]?.danger) ?? false;
  const priority = values.priority === undefined ? suggestedPriority(values.groups, danger) : values.priority;

  const change = (patch: Partial<DeskValues>) => {
    const next = { ...values, ...patch };
    setValues(next);
    // What is written down already must not be written down again from memory.
    if (!opened) keepDesk(grantId, next);
    setErrors((before) => Object.fromEntries(Object.entries(before).filter(([key]) => !(key in patch))));
  };
  const refuse = (found: DeskErrors, text: string) => {
    setErrors(found);
    setSaid(undefined);
    queueMicrotask(() => setSaid(text));
  };
  useEffect(() => {
    if (said === undefined) return;
    const first = box.current?.querySelector<HTMLElement>(
      "[data-invalid] textarea, [data-invalid] input, .queue-category .ant-select-status-error input",
    );
    (first ?? summary.current)?.focus();
  }, [said]);

  const onOpened = (made: Opened) => {
    setOpened(made);
    forgetDesk();
  };
  const act = useAction(() => runDesk(values, { clinicId, priority: priority ?? undefined, opened, onOpened }), {
    quiet: true,
    invalidate: [["matters"], ["queue"], ["appointments"], ["rosters"], ["today"], ["dashboards"]],
    after: (answer) => {
      forgetDesk();
      setDone(answer);
    },
  });
  const submit = () => {
    if (act.isPending) return;
    const found: DeskErrors = {};
    if (values.text.trim() === "") found.text = "请写下来访人说的事，一句也行。";
    if (values.next === "book" && !values.sessionId) found.session = "请选一个时间，或者改成只登记。";
    if (role === "proxy" && !values.consent) found.consent = deskRefusals.CONSENT_NEEDED;
    if (Object.keys(found).length > 0) return refuse(found, "");
    setErrors({});
    setSaid(undefined);
    act.mutate(undefined, {
      onError: (error) => {
        const { code } = apiError(error) ?? {};
        const words = sayError(error, deskRefusals);
        const field = code === undefined ? undefined : refusalField[code];
        const issues = fieldErrors(error);
        const named: DeskErrors = { text: issues.text, name: issues["resident.name"], phone: issues["resident.phone"] };
        const known = Object.fromEntries(Object.entries(named).filter(([, text]) => text !== undefined));
        const atField = field !== undefined || Object.keys(known).length > 0;
        refuse(field ? { [field]: words } : known, atField && !opened ? "" : words);
      },
    });
  };

  const leave = () => {
    if (document.querySelector(".ant-select-open")) return;
    if (opened) return go(`/matters/${opened.id}`);
    if (!isBlank(values)) toast({ text: "填的内容还留着，回到这一页接着填。" });
    go(mayTake ? "/queue" : "/matters");
  };
  useHotkey("Escape", leave, { label: "先放下，内容留着", inFields: true, enabled: !done });
  useHotkey("Ctrl+Enter", submit, { label: "登记", enabled: !done });

  const onKey = (event: KeyboardEvent<HTMLFormElement>) => {
    if (event.nativeEvent.isComposing || event.keyCode === 229 || event.defaultPrevented) return;
    const on = event.target as HTMLElement;
    const digit = /^(?:Digit|Numpad)([1-9])$/.exec(event.code)?.[1];
    const inText = on.matches("textarea, input:not([type=radio], [type=checkbox])");
    if (digit && !event.ctrlKey && !event.metaKey && (event.altKey || !inText)) {
      const inside = event.altKey ? null : on.closest("[data-digits]");
      const target = inside ?? box.current?.querySelector("[data-digits=ranks]");
      const choice = target?.querySelectorAll<HTMLElement>("[data-digit], .triage-rank")[Number(digit) - 1];
      if (choice) {
        event.preventDefault();
        choice.click();
      }
      return;
    }
    if (event.key !== "Enter" || event.ctrlKey || event.metaKey || event.shiftKey) return;
    if (on.closest(".ant-select") || (on.tagName === "BUTTON" && !on.matches(".triage-rank"))) return;
    event.preventDefault();
    if (on.matches(".triage-rank")) on.click();
    const stops = [...(box.current?.querySelectorAll<HTMLElement>("[data-stop]") ?? [])].filter(
      (one) => one.offsetParent !== null,
    );
    const here = stops.findIndex((one) => one === on || one.contains(on));
    const next = stops[here + 1];
    if (next) (next.matches("[data-focus-inside]") ? firstOf(next) : next).focus();
  };

  if (done) return <DeskResult done={done} again={again} />;
  return (
    <Page
      title="登记来访"
      extra={extra}
      action={
        <p className="queue-keys">
          <Kbd combo="Enter" /> 下一项 <Kbd combo="Ctrl+Enter" /> 登记 <Kbd combo="Escape" /> 先放下
        </p>
      }
    >
      {restored && (
        <div className="queue-restored" role="status">
          接着上次没登记完的填。
          <Button
            kind="quiet"
            onClick={() => {
              forgetDesk();
              setRestored(false);
              again();
            }}
          >
            清空重来
          </Button>
        </div>
      )}
      <form
        ref={box}
        className="queue-desk"
        noValidate
        onKeyDown={onKey}
        onSubmit={(event) => {
          event.preventDefault();
          submit();
        }}
      >
        {said !== undefined && (
          <div className="lc-summary" role="alert" tabIndex={-1} ref={summary}>
            <p>
              <Icon name="alert" size={16} />
              {opened ? `事项 ${opened.number} 已经登记。${said}` : said || "还差一点，见标红的地方。"}
            </p>
            {opened && <p className="queue-plain">改好后再按一次，不会重复登记。</p>}
          </div>
        )}
        <DeskFields
          values={values}
          change={change}
          errors={errors}
          triage={triage}
          priority={priority}
          clinicId={clinicId}
          locked={opened !== undefined}
          may={{
            take: mayTake,
            book: mayBook,
            consent: role === "proxy" || errors.consent !== undefined || values.consent !== undefined,
          }}
        >
          <div className="lc-form-foot">
            <Button kind="primary" submit busy={act.isPending}>
              {{ ticket: "登记并取号", book: "登记并预约", record: "登记" }[values.next]}
            </Button>
            <Kbd combo="Ctrl+Enter" />
            <Button kind="quiet" onClick={leave}>
              先放下
            </Button>
          </div>
        </DeskFields>
      </form>
    </Page>
  );
}

/** The checked radio of a group, or its first control. */
const firstOf = (group: HTMLElement): HTMLElement =>
  group.querySelector<HTMLElement>("input:checked") ?? group.querySelector<HTMLElement>("input, button") ?? group;
