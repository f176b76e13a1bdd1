import { areaOf, NotFound, type PortalContext } from "../../../platform/portal.ts";
import { addDays, civilDate, endOfDay } from "../../../shared/civil-time.ts";
import { Id } from "../../../shared/contract.ts";
import { rostersContract, type Session } from "../../rosters/contract.ts";
import type { Draft } from "./draft.ts";

export const whens = ["all", "evening", "weekend", "expert"] as const;
export type When = (typeof whens)[number];

/** How far ahead a resident may book. */
const DAYS = 14;

const horizon = (c: PortalContext) => {
  const now = c.var.platform.clock();
  return { from: now.toISOString(), to: endOfDay(addDays(civilDate(now), DAYS)).toISOString() };
};

/** True when a session can be booked by residents: its form is bookable and it has seats. */
export function isBookable(c: PortalContext, session: Session): boolean {
  const form = c.var.platform.pack.forms.find((row) => row.code === session.form);
  return form?.bookable === true && session.capacity > 0 && new Date(session.endsAt) > c.var.platform.clock();
}

/** Free sessions of the place that this browser remembers, soonest first. */
export async function nearSessions(c: PortalContext, wanted: { when: When; page: number; size: number }) {
  const { when, page, size } = wanted;
  return await c.var.api(rostersContract).listSessions({
    ...horizon(c),
    area: areaOf(c).code,
    form: when === "expert" ? "expertClinic" : "lawyerSitIn",
    timeType: when === "evening" ? "night" : when === "weekend" ? "weekend" : undefined,
    free: true,
    page,
    size,
  });
}

/** Sessions of one clinic that residents can book, full ones too: they say how busy it is. */
export async function clinicSessions(c: PortalContext, clinicId: string): Promise<Session[]> {
  const { items } = await c.var.api(rostersContract).listSessions({ ...horizon(c), clinicId, size: 100 });
  return items.filter((session) => isBookable(c, session));
}

/** The session the draft holds, or undefined when none was chosen or it is not public any more. */
export async function chosenSession(c: PortalContext, draft: Pick<Draft, "sessionId">): Promise<Session | undefined> {
  if (!Id.safeParse(draft.sessionId).success) return undefined;
  try {
    return await c.var.api(rostersContract).getSession({ id: draft.sessionId });
  } catch (error) {
    if (error instanceof NotFound) return undefined;
    throw error;
  }
}

/** True when the seat can still be asked for. */
export function isOpen(c: PortalContext, session: Session | undefined): session is Session {
  return session?.state === "published" && isBookable(c, session);
}

/** The three next free times after one was lost: of the same clinic first, then near by. */
export async function nextThree(c: PortalContext, lost: Session | undefined): Promise<Session[]> {
  const own = lost ? (await clinicSessions(c, lost.clinicId)).filter((session) => session.free > 0) : [];
  const near = (await nearSessions(c, { when: "all", page: 1, size: 6 })).items;
  const all = [...own, ...near].filter((session) => session.id !== lost?.id);
  const known = new Map(all.map((session) => [session.id, session]));
  return [...known.values()].slice(0, 3).sort((a, b) => a.startsAt.localeCompare(b.startsAt));
}
