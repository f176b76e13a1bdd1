import { randomUUID } from "node:crypto";
import { setCookie } from "hono/cookie";
import { draftCookie } from "../../../platform/http.ts";
import { cookieBase, NotFound, type PortalContext } from "../../../platform/portal.ts";
import { mattersContract } from "../../matters/contract.ts";
import type { DraftKey } from "../../matters/rules.ts";
import type { TriageAnswer } from "../../triage/contract.ts";

/**
 * What a resident has answered so far. It is kept by the server, sealed; the browser holds only the token, so that
 * nothing anybody said is in an address, and back, reload and a second tab find the same answers.
 */
export interface Draft {
  /** The person's own words; empty when there are none yet. */
  text: string;
  /** What a clarifying question added to them. */
  added: string;
  sessionId: string;
  /** `online`: no appointment wanted, an answer in writing. */
  channel: "visit" | "online" | "";
  name: string;
  needs: string[];
  /** How many come along, as chosen; empty when nothing was said. */
  companions: string;
  /** The page about name, needs and companions was answered, be it with nothing. */
  asked: boolean;
  /** Key under which the matter is opened: pressed twice, it is one matter. */
  once: string;
  matterId: string;
  matterNumber: string;
  appointmentId: string;
  cancelToken: string;
  triage: TriageAnswer | null;
}

type Fields = Omit<Draft, "needs" | "asked" | "triage"> & { needs: string; step: string };

// `satisfies`: what the matters module would not keep does not compile here.
const nothing: Fields = {
  text: "",
  added: "",
  sessionId: "",
  channel: "" as Draft["channel"],
  name: "",
  needs: "",
  companions: "",
  step: "",
  once: "",
  matterId: "",
  matterNumber: "",
  appointmentId: "",
  cancelToken: "",
} satisfies Partial<Record<DraftKey, string>>;

/** The draft of this browser; an empty one when there is none, or it is over. */
export async function loadDraft(c: PortalContext): Promise<Draft> {
  const kept = c.var.draft ? await load(c, c.var.draft) : undefined;
  const { needs, step, ...fields } = { ...nothing, ...kept?.answers } as Fields;
  return {
    ...fields,
    needs: needs.split(",").filter((need) => need !== ""),
    asked: step === "asked",
    triage: kept?.triage ?? null,
  };
}

async function load(c: PortalContext, token: string) {
  try {
    return await c.var.api(mattersContract).loadDraft({ token });
  } catch (error) {
    if (error instanceof NotFound) return undefined;
    throw error;
  }
}

/** Writes some answers down; the others stay. */
export async function saveDraft(c: PortalContext, change: Partial<Omit<Draft, "triage">>): Promise<void> {
  const { needs, asked, ...fields } = change;
  const answers: Record<string, string> = { ...fields };
  if (needs) answers.needs = needs.join(",");
  if (asked !== undefined) answers.step = asked ? "asked" : "";
  const { token } = await c.var.api(mattersContract).saveDraft({ token: c.var.draft || undefined, answers });
  c.set("draft", token);
  setCookie(c, draftCookie, token, { ...cookieBase(c.var.platform.publicUrl), maxAge: 30 * 24 * 3600 });
}

/** Begins anew with these answers; a chosen time may stay. What was asked before lives on as its matter. */
export async function restartDraft(c: PortalContext, text: string, sessionId: string): Promise<void> {
  await saveDraft(c, { ...nothing, needs: [], asked: false, text, sessionId, once: randomUUID() });
}

/** Takes the draft away from this browser; whoever sits here next finds nothing. */
export function forgetDraft(c: PortalContext): void {
  setCookie(c, draftCookie, "", { ...cookieBase(c.var.platform.publicUrl), maxAge: 0 });
}
