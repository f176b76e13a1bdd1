import { type Lifecycle, movesFrom } from "../../shared/lifecycle.ts";
import type { PriorityReason, TicketState } from "./contract.ts";

/**
 * What happens to a ticket. `start` also from `waiting`: in a village nobody is called, the person sits there.
 * `recall` calls the same person again.
 */
export const ticketMoves = {
  call: { from: ["waiting"], to: "called" },
  start: { from: ["waiting", "called"], to: "serving" },
  recall: { from: ["called"], to: "called" },
  skip: { from: ["called"], to: "skipped" },
  requeue: { from: ["skipped"], to: "waiting" },
  finish: { from: ["serving"], to: "finished" },
  leave: { from: ["waiting", "called", "skipped"], to: "left" },
} as const satisfies Lifecycle<TicketState>;
export type TicketMove = keyof typeof ticketMoves;

/** States in which a matter has a ticket and can have no other. */
export const liveStates = ["waiting", "called", "serving", "skipped"] as const satisfies readonly TicketState[];

/** Calls after which it is suggested to go on with the next. */
export const CALLS_BEFORE_SKIP = 2;
/** How long a call stays on the board. */
export const BOARD_MINUTES = 30;
export const BOARD_NEXT = 5;

/** Who goes before others, from the notice's groups; what is urgent (danger, a limit that ends today) goes first. */
export function priorityOf(reason: PriorityReason | undefined): number {
  if (reason === undefined) return 0;
  return reason === "urgent" ? 2 : 1;
}

/** `A012` for the twelfth walk-in of the day, `B004` for the fourth who had booked. */
export function labelOf(ticket: { letter: string; number: number }): string {
  return `${ticket.letter}${String(ticket.number).padStart(3, "0")}`;
}

export interface Waiting {
  id: string;
  priority: number;
  /** Milliseconds since the epoch: when a booked person's time comes; null for walk-ins. */
  dueAt: number | null;
  queuedAt: number;
  /** Of the ticket: who came in the same moment goes by it. */
  number: number;
}

/**
 * Who is called first at the instant `now` (milliseconds): priority, then those who booked and whose time has come, then
 * whoever queued first, the smaller number where two came in the same moment. `store.ts` has the same order in SQL; a test holds the two together.
 */
export function compareWaiting(a: Waiting, b: Waiting, now: number): number {
  const due = (one: Waiting) => (one.dueAt !== null && one.dueAt <= now ? 0 : 1);
  return (
    b.priority - a.priority ||
    due(a) - due(b) ||
    a.queuedAt - b.queuedAt ||
    a.number - b.number ||
    (a.id < b.id ? -1 : 1)
  );
}

/** Minutes that one person takes where nothing is known yet, and the bounds of what is believed. */
const USUAL_MINUTES = 20;
const BELIEVED = [5, 60] as const;

/** Minutes a person takes here, from the last conversations (minutes each): their mean, within reason. */
export function paceOf(recent: readonly number[]): number {
  if (recent.length === 0) return USUAL_MINUTES;
  const mean = recent.reduce((sum, minutes) => sum + minutes, 0) / recent.length;
  return Math.min(BELIEVED[1], Math.max(BELIEVED[0], mean));
}

/**
 * Minutes until somebody's turn: those ahead at the pace of everyone who serves; when nobody of them is free now, half a
 * conversation more.
 */
export function waitMinutes(queue: { ahead: number; pace: number; servers: number; serving: number }): number {
  const servers = Math.max(1, queue.servers);
  const started = queue.serving >= servers ? 0.5 : 0;
  return (queue.pace * (queue.ahead + started)) / servers;
}

/** Whole minutes that somebody waited: until he was called, or until now. */
export function waitedMinutes(
  ticket: { takenAt: Date; calledAt: Date | null; startedAt: Date | null; finishedAt: Date | null },
  now: Date,
): number {
  const end = ticket.calledAt ?? ticket.startedAt ?? ticket.finishedAt ?? now;
  return Math.max(0, Math.floor((end.getTime() - ticket.takenAt.getTime()) / 60_000));
}

const needs = {
  call: "call",
  start: "call",
  recall: "call",
  skip: "call",
  requeue: "take",
  finish: "call",
  leave: "take",
} as const satisfies Record<TicketMove, "call" | "take">;

/** What the caller may do now: lifecycle ∩ permission. After two calls in vain `skip` comes first: it is suggested. */
export function ticketCan(
  ticket: { state: TicketState; callCount: number },
  may: { call: boolean; take: boolean },
): TicketMove[] {
  const moves = movesFrom(ticketMoves, ticket.state).filter((move) => may[needs[move]]);
  if (ticket.callCount < CALLS_BEFORE_SKIP || !moves.includes("skip")) return moves;
  return ["skip", ...moves.filter((move) => move !== "skip")];
}
