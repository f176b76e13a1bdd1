import type { z } from "zod";
import type { SentInputOf } from "../../../shared/contract.ts";
import type { Channel, mattersContract } from "../../matters/contract.ts";
import type { Resident } from "../../residents/contract.ts";
import type { PriorityReason } from "../contract.ts";

export type Reason = z.infer<typeof PriorityReason>;
export type Group = Resident["groups"][number];
/** What happens after the matter is written down. */
export type Next = "ticket" | "book" | "record";

/** What is typed at the window: eight fields, all but the words may stay empty. */
export interface DeskValues {
  channel: z.infer<typeof Channel>;
  text: string;
  /** Absent: triage sorts it. */
  category: string | undefined;
  refused: boolean;
  name: string;
  phone: string;
  /** Somebody who was here before and agreed to be taken over. */
  known: Pick<Resident, "id" | "name" | "phone" | "groups"> | undefined;
  groups: Group[];
  /** Absent: what his groups and the triage suggest. Null: nobody goes first. */
  priority: Reason | null | undefined;
  next: Next;
  sessionId: string | undefined;
  /** Asked of whoever speaks for somebody else. */
  consent: "spoken" | "written" | undefined;
}

export const emptyDesk = (): DeskValues => ({
  channel: "visit",
  text: "",
  category: undefined,
  refused: false,
  name: "",
  phone: "",
  known: undefined,
  groups: [],
  priority: undefined,
  next: "ticket",
  sessionId: undefined,
  consent: undefined,
});

export const isBlank = (values: DeskValues): boolean =>
  values.text.trim() === "" && values.name === "" && values.phone === "" && values.known === undefined;

/** Kept while one looks something up elsewhere: in this tab's memory only, for this grant only. */
let kept: { grantId: string; values: DeskValues } | undefined;
export const keepDesk = (grantId: string, values: DeskValues): void => {
  kept = isBlank(values) ? undefined : { grantId, values };
};
export const keptDesk = (grantId: string): DeskValues | undefined =>
  kept?.grantId === grantId ? kept.values : undefined;
export const forgetDesk = (): void => {
  kept = undefined;
};
// Whoever signs in next must not find what was told to somebody else.
globalThis.addEventListener?.("lc-session", forgetDesk);

/** Who goes first, suggested from danger heard and from the person's groups; the clerk decides. */
export function suggestedPriority(groups: readonly Group[], danger: boolean): Reason | undefined {
  if (danger) return "urgent";
  const first = (["disabled", "elderly", "minor", "veteran"] as const).find((group) => groups.includes(group));
  return first;
}

/** The request that writes the matter down. */
export function openInput(values: DeskValues, clinicId: string): SentInputOf<typeof mattersContract.open> {
  const { known, refused, groups } = values;
  const name = values.name.trim();
  const phone = values.phone.trim();
  const told = known || refused ? {} : { ...(name && { name }), ...(phone && { phone }) };
  const resident = { ...told, ...(groups.length > 0 && { groups }) };
  return {
    text: values.text,
    channel: values.channel,
    clinicId,
    ...(values.category && { category: values.category }),
    ...(known && { residentId: known.id }),
    ...(Object.keys(resident).length > 0 && { resident }),
    ...(refused && { identityRefused: true }),
    ...(values.consent && { consent: values.consent }),
  };
}
