import { graphemes } from "../../shared/text.ts";

/** Longest message that is sent and paid as one (70 signs of UCS-2); a link follows the words. */
export const SMS_SIGNS = 70;

/** A message whose text says nothing of the case: number, place and time only (MSK-01). `{field:length}` is a value. */
interface Template {
  text: string;
  /** A link is added, to the site's address and the path in the value `link`. */
  link?: true;
  /** Sent by SMS too; others stay in the app. */
  sms: boolean;
}

/** What the city says to residents and to its staff. Times come as words: “11月25日（周三）18:30”. */
export const templates = {
  matterOpened: { text: "【法律门诊】您的事已登记，编号{number:16}。{clinic:14}会办，进度随时可以查。", sms: true },
  matterDeferred: { text: "【法律门诊】您的事（{number:16}）还要查一查，{due:16}前答复您。", sms: true },
  appointmentBooked: {
    text: "【法律门诊】您已预约{time:18}{clinic:14}，号{position:3}。取消请点链接：",
    link: true,
    sms: true,
  },
  appointmentCancelled: { text: "【法律门诊】您{time:18}在{clinic:14}的预约已取消。需要时可再约。", sms: true },
  sessionCancelled: {
    text: "【法律门诊】{time:18}{clinic:14}这次不开，您的号作废，对不起。改约请点链接：",
    link: true,
    sms: true,
  },
  appointmentReminder: {
    text: "【法律门诊】别忘了：{time:18}{clinic:14}，号{position:3}。来不了请点链接：",
    link: true,
    sms: true,
  },
  ratingInvited: { text: "【法律门诊】{clinic:14}办的事（{number:16}）您满意吗？好坏都请说：", link: true, sms: true },
  ratingReminder: { text: "【法律门诊】还想听您说一句：事（{number:16}）办得怎样？", link: true, sms: true },
  matterAssigned: { text: "事项{number:16}交给您办理。", sms: false },
  clockLate: { text: "事项{number:16}的“{clock:12}”超时了，请尽快处理。", sms: false },
  badRating: { text: "事项{number:16}收到差评，请在一个工作日内联系当事人。", sms: false },
} as const satisfies Record<string, Template>;
export type TemplateName = keyof typeof templates;

type Fields<T extends string> = T extends `${string}{${infer Field}:${string}}${infer Rest}`
  ? Field | Fields<Rest>
  : never;
type Entry<N extends TemplateName> = (typeof templates)[N];
/** The values a template needs; `link` is a path such as `/r/x`. */
export type ValuesOf<N extends TemplateName> = Record<Fields<Entry<N>["text"]>, string | number> &
  (Entry<N> extends { link: true } ? { link: string } : unknown);

/** The text of a message: each value is cut to its place, so that the words never pass 70 signs. */
export function textOf<N extends TemplateName>(name: N, values: ValuesOf<N>, publicUrl: string): string {
  const template: Template = templates[name];
  const given = values as Record<string, string | number>;
  const words = template.text.replace(/\{(\w+):(\d+)\}/g, (_, field: string, length: string) => {
    const parts = graphemes(
      String(given[field] ?? "")
        .replace(/\s+/g, " ")
        .trim(),
    );
    return parts.slice(0, Number(length)).join("");
  });
  return template.link ? `${words}${publicUrl}${given.link}` : words;
}

/** Whether a template goes out by SMS to somebody with a mobile phone. */
export const goesBySms = (name: TemplateName): boolean => templates[name].sms;

/** Tries of one message, and how long it is worth sending. */
export const MAX_ATTEMPTS = 5;
const WORTH_MS = 24 * 3_600_000;

/**
 * What becomes of a queued message after a try: sent, failed after the fifth, or tried again later (1, 2, 4, 8 minutes).
 * @param attempts tries made, this one included
 */
export function afterTry(
  ok: boolean,
  attempts: number,
): { state: "sent" | "failed" } | { state: "queued"; waitMs: number } {
  if (ok) return { state: "sent" };
  if (attempts >= MAX_ATTEMPTS) return { state: "failed" };
  return { state: "queued", waitMs: 60_000 * 2 ** (attempts - 1) };
}

/** A message that is a day old would only confuse. */
export const isStale = (createdAt: Date, now: Date): boolean => now.getTime() - createdAt.getTime() >= WORTH_MS;
