import { Select } from "antd";
import { type ReactNode, useEffect, useId, useRef, useState } from "react";
import { Button } from "../../../ui/console/button.tsx";
import { useCan } from "../../../ui/console/session.tsx";
import { SessionPicker } from "../../appointments/console/panels.tsx";
import { channelLabels } from "../../matters/labels.ts";
import { KnownPeople, residentTitle } from "../../residents/console/panels.tsx";
import { personGroups } from "../../residents/contract.ts";
import { groupLabels } from "../../residents/labels.ts";
import {
  FlagNotes,
  TriageHints,
  TriageRanks,
  type TriageState,
  useCategoryOptions,
} from "../../triage/console/panels.tsx";
import { priorityReasons } from "../contract.ts";
import { priorityLabels } from "../labels.ts";
import type { DeskValues, Next, Reason } from "./desk-draft.ts";
import { Chip, Line, Wrong } from "./desk-parts.tsx";

export type DeskErrors = Partial<Record<"text" | "category" | "name" | "phone" | "session" | "consent", string>>;

interface FieldsProps {
  values: DeskValues;
  change: (patch: Partial<DeskValues>) => void;
  errors: DeskErrors;
  triage: TriageState;
  priority: Reason | null | undefined;
  clinicId: string;
  /** The matter is written down already: only what comes after can be changed. */
  locked: boolean;
  may: { take: boolean; book: boolean; consent: boolean };
}

const channels = ["visit", "call", "letter"] as const;
const nextLabels: Record<Next, string> = { ticket: "取号排队", book: "约时间", record: "只登记" };

export function DeskFields(props: FieldsProps & { children: ReactNode }) {
  const { values, change, errors, priority, clinicId, locked, may, children } = props;
  const id = useId();
  const words = useRef<HTMLTextAreaElement>(null);
  useEffect(() => words.current?.focus(), []);
  // A call or a letter has nobody who could wait.
  const ends = (["ticket", "book", "record"] as const).filter(
    (one) => one === "record" || (one === "ticket" ? may.take && values.channel === "visit" : may.book),
  );
  return (
    <div className="queue-grid">
      <fieldset disabled={locked}>
        <Line label="怎么来的" id={`${id}-channel`}>
          <div className="queue-chips" role="radiogroup" aria-labelledby={`${id}-channel`} data-stop data-focus-inside>
            {channels.map((channel) => (
              <Chip
                key={channel}
                kind="radio"
                name={`${id}-channel`}
                label={channelLabels[channel]}
                on={values.channel === channel}
                onChange={() =>
                  change({ channel, next: channel === "visit" ? (may.take ? "ticket" : "record") : "record" })
                }
              />
            ))}
          </div>
        </Line>
        <Line label="来访人怎么说" id={`${id}-text`} error={errors.text} control={`${id}-words`}>
          <textarea
            ref={words}
            id={`${id}-words`}
            className="lc-input queue-words"
            data-stop
            rows={4}
            maxLength={20_000}
            aria-invalid={errors.text !== undefined || undefined}
            aria-describedby={errors.text ? `${id}-text-error` : undefined}
            placeholder="用他自己的话记，一句也行。Shift Enter 换行。"
            value={values.text}
            onChange={(event) => change({ text: event.target.value })}
          />
        </Line>
        <Assist {...props} />
        <Person {...props} id={id} />
        <Line label="是不是下面这些人" id={`${id}-groups`} optional>
          <div
            className="queue-chips"
            role="group"
            aria-labelledby={`${id}-groups`}
            data-stop
            data-focus-inside
            data-digits="groups"
          >
            {personGroups.map((group, place) => (
              <Chip
                key={group}
                kind="checkbox"
                digit={place + 1}
                label={groupLabels[group]}
                on={values.groups.includes(group)}
                onChange={(on) =>
                  change({ groups: on ? [...values.groups, group] : values.groups.filter((one) => one !== group) })
                }
              />
            ))}
          </div>
        </Line>
      </fieldset>
      <fieldset>
        {may.consent && (
          <Line label="替别人来问，本人（或监护人）怎么同意的" id={`${id}-consent`} error={errors.consent}>
            <div
              className="queue-chips"
              role="radiogroup"
              aria-labelledby={`${id}-consent`}
              data-stop
              data-focus-inside
            >
              {(["spoken", "written"] as const).map((consent) => (
                <Chip
                  key={consent}
                  kind="radio"
                  name={`${id}-consent`}
                  label={consent === "spoken" ? "口头同意" : "书面同意"}
                  on={values.consent === consent}
                  onChange={() => change({ consent })}
                />
              ))}
            </div>
          </Line>
        )}
        <Line label="接下来" id={`${id}-next`}>
          <div className="queue-chips" role="radiogroup" aria-labelledby={`${id}-next`} data-stop data-focus-inside>
            {ends.map((next) => (
              <Chip
                key={next}
                kind="radio"
                name={`${id}-next`}
                label={nextLabels[next]}
                on={values.next === next}
                onChange={() => change({ next })}
              />
            ))}
          </div>
        </Line>
        {values.next === "ticket" && (
          <Line
            label="要不要优先"
            id={`${id}-priority`}
            hint={
              values.priority === undefined && priority
                ? "按听到的情况建议的，可以改。优先的原因会写在小票上。"
                : undefined
            }
          >
            <div
              className="queue-chips"
              role="radiogroup"
              aria-labelledby={`${id}-priority`}
              data-stop
              data-focus-inside
            >
              <Chip
                kind="radio"
                name={`${id}-priority`}
                label="按顺序"
                on={!priority}
                onChange={() => change({ priority: null })}
              />
              {priorityReasons.map((reason) => (
                <Chip
                  key={reason}
                  kind="radio"
                  name={`${id}-priority`}
                  label={priorityLabels[reason]}
                  on={priority === reason}
                  onChange={() => change({ priority: reason })}
                />
              ))}
            </div>
          </Line>
        )}
        {values.next === "book" && (
          <Line label="约什么时候" id={`${id}-session`} error={errors.session}>
            <div data-stop data-focus-inside aria-invalid={errors.session ? true : undefined} tabIndex={-1}>
              <SessionPicker
                clinicId={clinicId}
                value={values.sessionId}
                onChange={(sessionId) => change({ sessionId })}
                name={`${id}-session`}
              />
            </div>
          </Line>
        )}
      </fieldset>
      {children}
    </div>
  );
}

/** Beside the words: danger first, then what it may be about, then what helps. */
function Assist({ values, change, errors, triage }: FieldsProps) {
  const options = useCategoryOptions();
  const id = useId();
  const ranks = Math.min(3, triage.answer?.categories.length ?? 0);
  const ranked = ranks > 0;
  const keys = ["1", "2", "3"].slice(0, ranks).join("、");
  return (
    <div className="queue-assist" aria-busy={triage.busy || undefined}>
      <FlagNotes flags={triage.answer?.flags ?? []} />
      <div
        className="queue-category"
        role="group"
        aria-label="类别"
        tabIndex={ranked ? 0 : -1}
        data-stop={ranked || undefined}
        data-digits="ranks"
      >
        <label htmlFor={id}>
          类别
          <span className="lc-optional">
            {ranked ? `按 ${keys} 采用（打字时加 Alt）；不选就按第一个` : "（可不选）"}
          </span>
        </label>
        <TriageRanks state={triage} value={values.category} onPick={(category) => change({ category })} />
        <Select
          id={id}
          className="queue-select"
          allowClear
          placeholder={ranked ? "都不是，选别的" : "从全部类别里选"}
          status={errors.category ? "error" : ""}
          showSearch={{ optionFilterProp: "label" }}
          options={options}
          value={values.category ?? null}
          onChange={(category: string | null | undefined) => change({ category: category ?? undefined })}
        />
        {errors.category && <Wrong id={`${id}-error`} text={errors.category} />}
      </div>
      <TriageHints
        state={triage}
        onSay={(words) => change({ text: `${values.text.trimEnd().replace(/[。，；]?$/, "。")}${words}` })}
      />
      {values.text.trim() === "" && (
        <p className="queue-quiet">写下几句，这里会提醒有没有危险、可能是哪一类、时效还剩多久。</p>
      )}
    </div>
  );
}

function Person({ values, change, errors, id }: FieldsProps & { id: string }) {
  const [looked, setLooked] = useState("");
  const mayLook = useCan("resident:search");
  if (values.known)
    return (
      <Line label="来访人" id={`${id}-known`}>
        <div className="queue-known">
          <span>
            {residentTitle(values.known)}
            <small>{[values.known.phone, "沿用上次登记的信息"].filter(Boolean).join(" · ")}</small>
          </span>
          <Button kind="quiet" onClick={() => change({ known: undefined })}>
            不沿用，重新填
          </Button>
        </div>
      </Line>
    );
  return (
    <div className="queue-person">
      <Line
        label="姓名"
        id={`${id}-name`}
        error={errors.name}
        control={`${id}-name-input`}
        optional={!values.refused}
        aside={
          <label className="lc-flag">
            <input
              type="checkbox"
              checked={values.refused}
              onChange={(event) => change({ refused: event.target.checked })}
            />
            不愿提供
          </label>
        }
      >
        <input
          id={`${id}-name-input`}
          className="lc-input"
          data-stop
          autoComplete="off"
          maxLength={60}
          disabled={values.refused}
          placeholder={values.refused ? "本人不愿提供" : undefined}
          aria-invalid={errors.name !== undefined || undefined}
          value={values.refused ? "" : values.name}
          onChange={(event) => change({ name: event.target.value })}
        />
      </Line>
      <Line
        label="手机"
        id={`${id}-phone`}
        error={errors.phone}
        control={`${id}-phone-input`}
        optional={!values.refused}
      >
        <input
          id={`${id}-phone-input`}
          className="lc-input"
          data-stop
          type="tel"
          inputMode="tel"
          autoComplete="off"
          maxLength={30}
          disabled={values.refused}
          placeholder={values.refused ? undefined : "留了能收到叫号和答复的短信"}
          aria-invalid={errors.phone !== undefined || undefined}
          aria-describedby={errors.phone ? `${id}-phone-error` : undefined}
          value={values.refused ? "" : values.phone}
          onChange={(event) => change({ phone: event.target.value })}
          onBlur={(event) => setLooked(event.target.value)}
        />
      </Line>
      {mayLook && !values.refused && looked === values.phone && (
        <div className="queue-whole">
          <KnownPeople
            phone={looked}
            onUse={(one) =>
              change({ known: one, name: "", phone: "", groups: [...new Set([...values.groups, ...one.groups])] })
            }
          />
        </div>
      )}
    </div>
  );
}
