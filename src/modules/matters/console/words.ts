import type { StateWords } from "../../../ui/console/status.tsx";
import type { Clock, MatterEvent, MatterState } from "../contract.ts";
import { channelLabels, eventLabels, outcomeLabels, stateLabels } from "../labels.ts";

export const matterStates: StateWords<MatterState> = {
  open: { label: stateLabels.open, tone: "action", icon: "file" },
  serving: { label: stateLabels.serving, tone: "plain", icon: "people" },
  deferred: { label: stateLabels.deferred, tone: "attention", icon: "clock" },
  closed: { label: stateLabels.closed, tone: "good" },
  withdrawn: { label: stateLabels.withdrawn, tone: "plain", icon: "leave" },
};

/** Flags that ask for somebody at once. */
const dangers: readonly string[] = ["VIOLENCE_NOW", "SELF_HARM", "CHILD_IN_DANGER", "VIOLENCE_AT_HOME"];
export const isDanger = (flag: string): boolean => dangers.includes(flag);

/** What modules above write into a matter's timeline. */
const aboveLabels: Readonly<Record<string, string>> = {
  appointmentBooked: "约好时间",
  appointmentCancelled: "取消预约",
  sessionCancelled: "坐诊取消，预约作废",
  ticketTaken: "取号排队",
  consultationSigned: "签发咨询记录",
  sheetIssued: "出具法律建议书",
  ratingBad: "来访人不满意，等着联系",
  ratingContacted: "已联系来访人，听取意见",
};

const textOf = (value: unknown): string | undefined => (typeof value === "string" && value !== "" ? value : undefined);

/** One line of the timeline as a sentence. */
export function eventSentence(
  event: MatterEvent,
  known: { categories: ReadonlyMap<string, string>; clocks: readonly Clock[] },
): string {
  const { kind, data } = event;
  const label = eventLabels[kind] ?? aboveLabels[kind] ?? "有新的进展";
  const category = (code: unknown) => known.categories.get(textOf(code) ?? "");
  const clock = known.clocks.find((one) => one.code === data.code)?.name;
  const outcome = textOf(data.outcome);
  if (kind === "opened") {
    const channel = channelLabels[data.channel as keyof typeof channelLabels];
    const sorted = category(data.category);
    const by = data.categoryBy === "triage" ? "导诊" : "类别";
    return [channel ? `${channel}登记` : label, sorted && `${by}：${sorted}`].filter(Boolean).join("，");
  }
  if (kind === "classified") {
    const [from, to] = [category(data.from), category(data.to)];
    if (from && to) return `类别由“${from}”改为“${to}”`;
    return to ? `类别定为“${to}”` : label;
  }
  const ticket = kind === "ticketTaken" ? textOf(data.label) : undefined;
  if (ticket) return `${label}：${ticket}`;
  if (clock) return `${label}：${clock}`;
  if (outcome) return `${label}：${outcomeLabels[outcome as keyof typeof outcomeLabels] ?? outcome}`;
  return label;
}
