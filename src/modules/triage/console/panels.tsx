import { useEffect, useState } from "react";
import { client } from "../../../ui/api.ts";
import { day } from "../../../ui/console/format.ts";
import { Icon } from "../../../ui/console/icons.tsx";
import { Kbd } from "../../../ui/console/kbd.tsx";
import { useApi } from "../../../ui/console/query.ts";
import { type TriageAnswer, triageContract } from "../contract.ts";
import { flagAdvice } from "../labels.ts";
import "./triage.css";

const api = client(triageContract);

/** Shorter words say nothing yet. */
const LEAST = 4;
const PAUSE_MS = 400;

export interface TriageState {
  answer: TriageAnswer | null;
  /** Asking, or about to. */
  busy: boolean;
  failed: boolean;
}

/** Asks the triage while somebody types, when typing rests. The words stay in this component, in no cache. */
export function useTriage(text: string, groups: readonly string[]): TriageState {
  const [state, setState] = useState<TriageState>({ answer: null, busy: false, failed: false });
  const asked = text.trim();
  const groupList = groups.join(",");
  useEffect(() => {
    if (asked.length < LEAST) {
      setState({ answer: null, busy: false, failed: false });
      return;
    }
    let old = false;
    setState((before) => ({ ...before, busy: true }));
    const timer = setTimeout(async () => {
      try {
        const answer = await api.ask({ text: asked, groups: groupList === "" ? undefined : groupList.split(",") });
        if (!old) setState({ answer, busy: false, failed: false });
      } catch {
        if (!old) setState((before) => ({ ...before, busy: false, failed: true }));
      }
    }, PAUSE_MS);
    return () => {
      old = true;
      clearTimeout(timer);
    };
  }, [asked, groupList]);
  return state;
}

/** The city's categories as options; they hardly ever change. */
export function useCategoryOptions(): { value: string; label: string }[] {
  const { data } = useApi(["triage", "listCategories"], () => api.listCategories({}));
  return (data?.items ?? []).map(({ code, label }) => ({ value: code, label }));
}

/** Danger first and unmistakable, then what else must not be overlooked. */
export function FlagNotes({ flags }: { flags: TriageAnswer["flags"] }) {
  const known = flags.flatMap((flag) => {
    const words = flagAdvice[flag.code];
    return words ? [{ ...flag, ...words }] : [];
  });
  return known
    .toSorted((a, b) => Number(b.danger) - Number(a.danger))
    .map((flag) => (
      <div
        key={flag.code}
        className="triage-flag"
        data-danger={flag.danger || undefined}
        role={flag.danger ? "alert" : undefined}
      >
        <Icon name="alert" />
        <div>
          <b>{flag.label}</b>
          <p>{flag.advice}</p>
          {flag.evidence.length > 0 && <small>听到：{flag.evidence.map((words) => `“${words}”`).join(" ")}</small>}
        </div>
      </div>
    ));
}

/** The three best categories with the person's own words as reasons; a number key takes one. */
export function TriageRanks({
  state,
  value,
  onPick,
}: {
  state: TriageState;
  value: string | undefined;
  onPick: (code: string) => void;
}) {
  const { answer } = state;
  const ranks = answer?.categories.slice(0, 3) ?? [];
  if (ranks.length === 0) return null;
  return (
    <div className="triage-ranks" role="group" aria-label="可能的类别，按数字键采用">
      {ranks.map((rank, place) => (
        <button
          key={rank.code}
          type="button"
          className="triage-rank"
          aria-pressed={value === rank.code}
          aria-keyshortcuts={`${place + 1} Alt+${place + 1}`}
          onClick={() => onPick(rank.code)}
        >
          <Kbd combo={String(place + 1)} />
          <span>
            {rank.label}
            {rank.evidence.length > 0 && (
              <small>
                {rank.evidence
                  .slice(0, 3)
                  .map((words) => `“${words}”`)
                  .join(" ")}
              </small>
            )}
          </span>
          {value === rank.code && <Icon name="check" size={16} />}
        </button>
      ))}
    </div>
  );
}

/** What helps the clerk besides the category: one question worth asking, limits, who serves it, what to bring. */
export function TriageHints({ state, onSay }: { state: TriageState; onSay: (words: string) => void }) {
  const { answer, failed } = state;
  if (failed) return <p className="triage-note">导诊这会儿没有回答。类别可以自己选，不影响登记。</p>;
  if (!answer) return null;
  const line = answer.serviceLines[0];
  return (
    <>
      {answer.ask && (
        <div className="triage-ask">
          <p>
            <b>问一句：</b>
            {answer.ask.question}
          </p>
          <div>
            {answer.ask.options.map((option) => (
              <button
                key={option.value}
                type="button"
                className="lc-button"
                tabIndex={-1}
                onClick={() => onSay(option.addsText)}
              >
                {option.label}
              </button>
            ))}
          </div>
        </div>
      )}
      {answer.limitations.slice(0, 2).map((limit) => (
        <p key={limit.code} className="triage-note">
          <Icon name="clock" size={16} />
          <span>
            {limit.lastDay ? (
              <>
                {limit.name}最晚 <b>{day(limit.lastDay)}</b>
              </>
            ) : (
              limit.text
            )}
            <small>{limit.law}</small>
          </span>
        </p>
      ))}
      {line && (
        <p className="triage-note">
          <Icon name="arrow" size={16} />
          <span>
            {line.label}
            <small>{line.reason}</small>
          </span>
        </p>
      )}
      {answer.bring.length > 0 && (
        <p className="triage-note">
          <Icon name="file" size={16} />
          <span>
            可以提醒带上
            <small>{answer.bring.join("、")}</small>
          </span>
        </p>
      )}
    </>
  );
}
