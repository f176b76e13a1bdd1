import { serverModule } from "../../platform/module.ts";
import { appointmentsContract } from "./contract.ts";
import { closeDay, expireHolds, onSessionCancelled, onSessionChanged, remind, tell } from "./jobs.ts";
import { book, confirm } from "./operations/book.ts";
import { cancel, cancelByToken, getByToken, noShow } from "./operations/cancel.ts";
import { get, list } from "./operations/read.ts";
import { appointmentsPortal } from "./portal/routes.ts";

export const appointments = serverModule({
  name: "appointments",
  contract: appointmentsContract,
  operations: { book, confirm, cancel, list, get, noShow, getByToken, cancelByToken },
  jobs: [tell, expireHolds, remind, closeDay],
  listens: [onSessionCancelled, onSessionChanged],
  portal: appointmentsPortal,
});

export { giveMatterTo, markCheckedIn, markLeft, markServed, noteOnMatter } from "./moves.ts";
export { type AppointmentRow, findAppointment } from "./store.ts";
