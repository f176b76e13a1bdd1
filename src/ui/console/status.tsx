import type { ReactNode } from "react";
import { Icon, type IconName } from "./icons.tsx";

export type Tone = "good" | "attention" | "seal" | "plain" | "action";

const usual: Record<Tone, IconName> = {
  good: "check",
  attention: "clock",
  seal: "alert",
  plain: "dot",
  action: "arrow",
};

/** Icon and word, never colour alone. */
export function Status({ tone = "plain", icon, children }: { tone?: Tone; icon?: IconName; children: ReactNode }) {
  return (
    <span className="lc-status" data-tone={tone}>
      <Icon name={icon ?? usual[tone]} size={14} />
      {children}
    </span>
  );
}

/** Words of a lifecycle: `{ open: { label: "已登记", tone: "action" } }` next to the module's labels. */
export type StateWords<S extends string> = Readonly<Record<S, { label: string; tone: Tone; icon?: IconName }>>;

export function StateTag<S extends string>({ state, words }: { state: S; words: StateWords<S> }) {
  const word = words[state];
  return (
    <Status tone={word.tone} icon={word.icon}>
      {word.label}
    </Status>
  );
}
