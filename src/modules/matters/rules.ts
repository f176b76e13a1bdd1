import { areaOf } from "../../shared/area-path.ts";
import { civilDate } from "../../shared/civil-time.ts";
import { advance, type Lifecycle, type MoveOf, movesFrom } from "../../shared/lifecycle.ts";
import type { Pack } from "../../shared/pack.ts";
import { dueAt, remaining, resume, type TimeLimit } from "../../shared/time-limit.ts";
import type { Clock, channels, MatterState } from "./contract.ts";

/** A matter's life. A withdrawn one can come back like a closed one. */
export const lifecycle = {
  serve: { from: ["open", "deferred"], to: "serving" },
  defer: { from: ["open", "serving", "deferred"], to: "deferred" },
  close: { from: ["open", "serving", "deferred"], to: "closed" },
  withdraw: { from: ["open", "serving", "deferred"], to: "withdrawn" },
  reopen: { from: ["closed", "withdrawn"], to: "open" },
} as const satisfies Lifecycle<MatterState>;
export type MatterMove = MoveOf<typeof lifecycle>;

/** True while nobody has ended the matter. */
export const isLive = (state: MatterState): boolean => state !== "closed" && state !== "withdrawn";

/** What comes of a move: the next state, nothing to do (serving what is being served), or why not. */
export function decideMove(
  state: MatterState,
  move: MatterMove,
): { to: MatterState } | { same: true } | { refused: "MATTER_CLOSED" | "MATTER_NOT_CLOSED" } {
  if (move === "serve" && state === "serving") return { same: true };
  const to = advance(lifecycle, state, move);
  if (to !== undefined) return { to };
  return { refused: move === "reopen" ? "MATTER_NOT_CLOSED" : "MATTER_CLOSED" };
}

type Channel = (typeof channels)[number];

/**
 * The clock that starts with a matter: SLA-04 (24 h) for what comes online, SLA-06 (7 working days) for letters.
 * A visit or call is answered at once (SLA-02); it has a clock only when the answer is put off.
 */
export function clockAtOpening(channel: Channel): "SLA-04" | "SLA-06" | undefined {
  return { online: "SLA-04", letter: "SLA-06" }[channel as string] as "SLA-04" | "SLA-06" | undefined;
}

/** 约期答复: three working days, may wait for the person (SLA-03). */
export const DEFERRED_CLOCK = "SLA-03";
/** Clocks that the first answer of staff stops. Sorting a matter into a category is no answer. */
export const ANSWER_CLOCKS = ["SLA-04", "SLA-06"] as const;

/** Clocks that a move of staff stops; closing and withdrawing stop all. */
export function clocksEndedBy(move: MatterMove | "note", byStaff: boolean): readonly string[] | "all" {
  if (move === "close" || move === "withdraw") return "all";
  if (!byStaff) return [];
  if (move === "serve") return [...ANSWER_CLOCKS, DEFERRED_CLOCK];
  return move === "defer" || move === "note" ? ANSWER_CLOCKS : [];
}

/** A running or stopped clock as it is kept. */
export interface ClockFacts {
  code: string;
  startedAt: Date;
  dueAt: Date;
  pausedAt: Date | null;
  stoppedAt: Date | null;
  met: boolean | null;
}

/** The limit of a clock that started at an instant, in the city's words of that day. */
export function levelOf(pack: Pick<Pack, "serviceLevel">, code: string, startedAt: Date) {
  return pack.serviceLevel(code, civilDate(startedAt));
}

/** Until when a clock that starts now may run. Throws for levels without a limit: they are no clocks. */
export function dueOf(pack: Pick<Pack, "serviceLevel" | "localDays">, code: string, startedAt: Date): Date {
  return dueAt(startedAt, limitOf(pack, code, startedAt), 0, pack.localDays);
}

/** Until when it may run after a pause that ends now. */
export function dueAfterPause(
  pack: Pick<Pack, "serviceLevel" | "localDays">,
  clock: ClockFacts & { pausedAt: Date },
  now: Date,
): Date {
  const limit = limitOf(pack, clock.code, clock.startedAt);
  // What was late already when it was stopped stays late.
  if (clock.pausedAt > clock.dueAt) return clock.dueAt;
  return resume(clock.dueAt, limit, clock.pausedAt, now, pack.localDays);
}

function limitOf(pack: Pick<Pack, "serviceLevel">, code: string, startedAt: Date): TimeLimit {
  const { limit } = levelOf(pack, code, startedAt);
  if (limit === null) throw new Error(`${code} has no limit: it is no clock.`);
  return limit;
}

/** Whether a clock that stops now was kept: time that stood still does not count. */
export const isMet = (clock: Pick<ClockFacts, "dueAt" | "pausedAt">, now: Date): boolean =>
  (clock.pausedAt ?? now) <= clock.dueAt;

/** What a clock says at an instant, in words. */
export function clockView(
  pack: Pick<Pack, "serviceLevel">,
  clock: ClockFacts & { pauseReason: string | null },
  now: Date,
): Clock {
  const level = levelOf(pack, clock.code, clock.startedAt);
  const running = remaining(clock.dueAt, clock.pausedAt ?? now);
  const late = clock.met === null ? running.late : !clock.met;
  const text =
    clock.met !== null ? (clock.met ? "按时办到" : "办到时已超时") : clock.pausedAt !== null ? "已停表" : running.text;
  return {
    code: clock.code,
    name: level.name,
    startedAt: clock.startedAt.toISOString(),
    dueAt: clock.dueAt.toISOString(),
    pausedAt: clock.pausedAt?.toISOString() ?? null,
    pauseReason: clock.pauseReason,
    stoppedAt: clock.stoppedAt?.toISOString() ?? null,
    met: clock.met,
    late,
    text,
    pausable: level.pausable && clock.stoppedAt === null && clock.pausedAt === null,
  };
}

/** Number of a matter: prefix of the city, year and month of opening, running number of the city: `CZ2611-00012`. */
export function numberOf(prefix: string, openedAt: Date, sequence: number): string {
  const date = civilDate(openedAt);
  return `${prefix}${date.slice(2, 4)}${date.slice(5, 7)}-${String(sequence).padStart(5, "0")}`;
}

/** A number as somebody types it (full-width, lower case, spaces), or undefined when it is none. */
export function readNumber(text: string): string | undefined {
  const folded = text
    .normalize("NFKC")
    .replace(/[‐-―−]/g, "-")
    .replace(/\s/g, "")
    .toUpperCase();
  return /^[A-Z]{2,4}\d{4}-\d{5,12}$/.test(folded) ? folded : undefined;
}

/**
 * Whether somebody may open a matter at a clinic: staff within their reach; a proxy also at the clinic of an area above
 * his village, where there is none in it; residents anywhere.
 */
export function mayOpenAt(who: { kind: string; role: string; reach: string | null }, clinicPath: string): boolean {
  if (who.kind === "resident" || who.kind === "system") return true;
  if (who.reach === null) return false;
  if (clinicPath.startsWith(who.reach)) return true;
  return who.role === "proxy" && who.reach.startsWith(areaOf(clinicPath));
}

/** Channels that a resident may choose himself: asking online, or coming by. */
export const residentChannels: readonly Channel[] = ["online", "visit"];

/** What may be done with a matter, for the buttons: lifecycle ∩ permission ∩ what the clocks allow. */
export function movesOn(
  matter: { state: MatterState; clocks: readonly Clock[] },
  who: { mayWork: boolean; masked: boolean },
): string[] {
  const can: string[] = who.masked ? ["reveal"] : [];
  if (!who.mayWork) return can;
  if (isLive(matter.state)) can.push("classify");
  can.push("addNote");
  const staffMoves: readonly string[] = ["defer", "close", "reopen"];
  can.push(...movesFrom(lifecycle, matter.state).filter((move) => staffMoves.includes(move)));
  if (matter.clocks.some((clock) => clock.pausable)) can.push("pauseClock");
  if (matter.clocks.some((clock) => clock.pausedAt !== null && clock.stoppedAt === null)) can.push("resumeClock");
  return can;
}

/** What a draft may hold: fields of the questions, nothing else. */
export const draftKeys = [
  "text",
  "added",
  "category",
  "groups",
  "needs",
  "companions",
  "area",
  "clinicId",
  "sessionId",
  "channel",
  "when",
  "name",
  "phone",
  "idNumber",
  "address",
  "identityRefused",
  "counterpart",
  "amount",
  "limitationDate",
  "consent",
  "step",
  // What the answers have led to: coming back, or sending twice, finds it instead of making it again.
  "once",
  "matterId",
  "matterNumber",
  "appointmentId",
  "cancelToken",
] as const;
export type DraftKey = (typeof draftKeys)[number];
export const DRAFT_DAYS = 30;
const DRAFT_SIGNS = 40_000;

/** What a draft holds after some answers were given again, or which field it may not hold, or that it is too long. */
export function mergeDraft(
  before: Readonly<Record<string, string>>,
  answers: Readonly<Record<string, string>>,
): { answers: Record<string, string> } | { wrong: string; message: string } {
  const unknown = Object.keys(answers).find((key) => !(draftKeys as readonly string[]).includes(key));
  if (unknown !== undefined) return { wrong: unknown, message: "这一项不能保存" };
  const merged = { ...before, ...answers };
  const signs = Object.values(merged).reduce((sum, text) => sum + text.length, 0);
  if (signs > DRAFT_SIGNS) return { wrong: "text", message: "写得太长了，请分几次说" };
  return { answers: merged };
}

/** Kinds of events that only staff of the case see. */
export const staffOnlyEvents: readonly string[] = ["note"];

/**
 * What tells how somebody rated (一事一评): whoever served, or sits with him at the clinic, must not read it out of the
 * timeline or a clock. The tiers above see it.
 */
export const ratingEvents: readonly string[] = ["rated", "ratingBad", "ratingDenied", "ratingContacted"];
export const ratingClocks: readonly string[] = ["SLA-23", "SLA-24"];
export const seesRatings = (role: string): boolean => ["town", "district", "city"].includes(role);

/** How often progress may be asked for, and how often one person may look behind masks (PRV-07). */
export const progressLimits = {
  ip: { perMinute: 10, burst: 30 },
  number: { perMinute: 0.5, burst: 10 },
} as const;
export const draftLimit = { perMinute: 30, burst: 120 } as const;
export const REVEALS_PER_HOUR = 30;

/** Lists count up to here: `total` 10,001 means “more than ten thousand”. */
export const MOST_COUNTED = 10_001;
