import { client } from "../../../ui/api.ts";
import { type Appointment, appointmentsContract } from "../../appointments/contract.ts";
import { refusals as appointmentRefusals } from "../../appointments/labels.ts";
import { mattersContract } from "../../matters/contract.ts";
import { refusals as matterRefusals } from "../../matters/labels.ts";
import { queueContract, type Ticket } from "../contract.ts";
import { refusals as queueRefusals } from "../labels.ts";
import { type DeskValues, openInput, type Reason } from "./desk-draft.ts";

const matters = client(mattersContract);
const appointments = client(appointmentsContract);
const queue = client(queueContract);

export const deskRefusals: Readonly<Record<string, string>> = {
  ...queueRefusals,
  ...appointmentRefusals,
  ...matterRefusals,
};

/** Where on the page a refusal belongs. */
export const refusalField: Readonly<Record<string, "phone" | "category" | "session" | "consent">> = {
  PHONE_INVALID: "phone",
  CATEGORY_UNKNOWN: "category",
  SESSION_FULL: "session",
  SESSION_NOT_OPEN: "session",
  CONSENT_NEEDED: "consent",
  GUARDIAN_NEEDED: "consent",
};

export interface Opened {
  id: string;
  number: string;
}
export type DeskDone = Opened &
  (
    | { kind: "ticket"; ticket: Ticket; ahead: number | undefined }
    | { kind: "booked"; appointment: Appointment }
    | { kind: "recorded" }
  );

/**
 * Writes the matter down, then gives a number or a time. When the second step is refused the first one stands:
 * `onOpened` has told its number, and the next try goes on from there.
 */
export async function runDesk(
  values: DeskValues,
  given: {
    clinicId: string;
    priority: Reason | undefined;
    opened: Opened | undefined;
    onOpened: (opened: Opened) => void;
  },
): Promise<DeskDone> {
  const { clinicId, priority } = given;
  let { opened } = given;
  if (!opened) {
    opened = await matters.open(openInput(values, clinicId));
    given.onOpened(opened);
  }
  if (values.next === "book" && values.sessionId) {
    const appointment = await appointments.book({ matterId: opened.id, sessionId: values.sessionId });
    return { ...opened, kind: "booked", appointment };
  }
  if (values.next === "ticket") {
    const ticket = await queue.take({ matterId: opened.id, ...(priority && { priorityReason: priority }) });
    return { ...opened, kind: "ticket", ticket, ahead: await aheadOf(ticket) };
  }
  return { ...opened, kind: "recorded" };
}

/** How many wait before this one; unknown is no reason to say anything. */
export async function aheadOf(ticket: Ticket): Promise<number | undefined> {
  try {
    const { items } = await queue.list({ clinicId: ticket.clinicId });
    const waiting = items.filter((one) => one.state === "waiting");
    const place = waiting.findIndex((one) => one.id === ticket.id);
    return place < 0 ? undefined : place;
  } catch {
    return undefined;
  }
}
