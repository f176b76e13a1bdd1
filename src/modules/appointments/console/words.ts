import type { StateWords } from "../../../ui/console/status.tsx";
import type { AppointmentState } from "../contract.ts";
import { stateLabels } from "../labels.ts";

export const appointmentStateWords: StateWords<AppointmentState> = {
  held: { label: stateLabels.held, tone: "attention" },
  booked: { label: stateLabels.booked, tone: "action", icon: "clock" },
  checkedIn: { label: stateLabels.checkedIn, tone: "good" },
  served: { label: stateLabels.served, tone: "good" },
  cancelled: { label: stateLabels.cancelled, tone: "plain", icon: "close" },
  noShow: { label: stateLabels.noShow, tone: "plain", icon: "leave" },
  expired: { label: stateLabels.expired, tone: "plain" },
};
