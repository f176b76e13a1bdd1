import { civilDate, formatDate } from "../../../shared/civil-time.ts";
import type { Pack } from "../../../shared/pack.ts";
import type { TriageAnswer } from "../../triage/contract.ts";

/** Signs of a story that are quoted back; the rest is kept, but not read out again. */
const QUOTED = 300;

/** The beginning of what somebody wrote, cut between characters. */
export function excerptOf(text: string): string {
  const signs = Array.from(text);
  return signs.length > QUOTED ? `${signs.slice(0, QUOTED).join("")}……` : text;
}

/** Where the words that decided stand in the quoted text. */
export function evidenceSpans(text: string, triage: TriageAnswer): { start: number; end: number }[] {
  const words = [
    ...(triage.abstain ? [] : (triage.categories[0]?.evidence ?? [])),
    ...triage.limitations.flatMap(({ evidence }) => (evidence ? [evidence] : [])),
    ...triage.flags.flatMap(({ evidence }) => evidence),
  ];
  return words.flatMap((word) => {
    const start = word ? text.indexOf(word) : -1;
    return start < 0 ? [] : [{ start, end: start + word.length }];
  });
}

/** The time limits worth a box: at most two, dated ones first; one that is over is said without taking away hope. */
export function limitationWords(
  triage: TriageAnswer,
  now: Date,
): { title: string; text: string; law: string; date?: string }[] {
  const today = civilDate(now);
  return [...triage.limitations]
    .sort((a, b) => Number(a.lastDay === null) - Number(b.lastDay === null))
    .slice(0, 2)
    .map(({ text, law, lastDay }) => {
      if (lastDay !== null && lastDay < today)
        return {
          title: "时间可能已经过了，更要马上问",
          text: `按您说的日子算，最后一天是 ${formatDate(lastDay, today)}。有些情况时间可以重新算，请尽快找律师看看。`,
          law,
        };
      return { title: "别错过时间", text, law, date: lastDay === null ? undefined : formatDate(lastDay, today) };
    });
}

export interface Way {
  title: string;
  reason: string;
  href: string;
  /** Done at a clinic: then the next free time belongs to it. */
  visit: boolean;
  go: string;
}

/** Lines a clinic does itself or opens the door to, said as what the reader does. */
const visits: Readonly<Record<string, string>> = {
  CONSULT: "约律师当面问清楚",
  LEGAL_AID: "申请法律援助，律师免费帮您",
  MEDIATION: "请调解员约对方一起谈",
  NOTARY: "先问清楚，再去办公证",
  FORENSIC: "先问清楚，再去做鉴定",
  ARBITRATION: "准备仲裁，先来理一理材料",
  ADMIN_REVIEW: "申请行政复议，先来理一理材料",
};

/** The ways on that triage names, best first, each with why; a visit is offered even where it names none. */
export function waysOf(triage: TriageAnswer, pack: Pack): Way[] {
  const ways = triage.serviceLines.map(({ code, label, reason }): Way => {
    if (code === "POLICE") return { title: "打 110 报警", reason, href: "tel:110", visit: false, go: "现在就打" };
    if (code === "OTHER_DEPARTMENT") {
      const number = pack.hotline.number;
      return { title: `打 ${number}，问清楚归谁管`, reason, href: `tel:${number}`, visit: false, go: "打电话问" };
    }
    return { title: visits[code] ?? label, reason, href: "/book/times", visit: true, go: "约个时间" };
  });
  if (ways.some((way) => way.visit)) return ways;
  const reason = "带上有关的东西，律师听您说，告诉您下一步怎么走。";
  return [...ways, { title: visits.CONSULT ?? "", reason, href: "/book/times", visit: true, go: "约个时间" }];
}
