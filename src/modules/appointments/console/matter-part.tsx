import { useState } from "react";
import { client } from "../../../ui/api.ts";
import { Button } from "../../../ui/console/button.tsx";
import { dayClock } from "../../../ui/console/format.ts";
import { Section } from "../../../ui/console/page.tsx";
import { useAction, useApi } from "../../../ui/console/query.ts";
import type { SlotProps } from "../../../ui/console/routes.ts";
import { useCan } from "../../../ui/console/session.tsx";
import { StateTag } from "../../../ui/console/status.tsx";
import { mattersContract } from "../../matters/contract.ts";
import { type Appointment, appointmentsContract } from "../contract.ts";
import { refusals } from "../labels.ts";
import { AppointmentMoves, touched } from "./appointment-view.tsx";
import { SessionPicker } from "./panels.tsx";
import { appointmentStateWords } from "./words.ts";

const api = client(appointmentsContract);
const matters = client(mattersContract);
const live: readonly Appointment["state"][] = ["held", "booked", "checkedIn"];

/** On a matter's page: its appointments, and a time for it where it has none. */
export function MatterAppointments({ id, can }: SlotProps) {
  const read = useApi(["appointments", "list", { matterId: id }], () => api.list({ matterId: id }));
  // The page has just read it: this comes from memory.
  const matter = useApi(["matters", "get", id], () => matters.get({ id }));
  const [picking, setPicking] = useState(false);
  const mayBook = useCan("appointment:book") && can.includes("close");
  const items = read.data?.items ?? [];
  const free = read.data !== undefined && !items.some((one) => live.includes(one.state));
  if (items.length === 0 && !(mayBook && free)) return null;
  return (
    <Section
      title="预约"
      extra={
        mayBook &&
        free &&
        !picking && (
          <Button kind="quiet" icon="clock" onClick={() => setPicking(true)}>
            约个时间
          </Button>
        )
      }
    >
      {items.length === 0 && !picking && <p className="appointments-none">还没有约时间。</p>}
      {items.map((one) => (
        <div key={one.id} className="appointments-one">
          <p>
            <b>{dayClock(one.startsAt)}</b> <StateTag state={one.state} words={appointmentStateWords} />
          </p>
          <small>{[one.clinicName, one.practitionerName, one.room].filter(Boolean).join(" · ")}</small>
          <AppointmentMoves appointment={one} />
        </div>
      ))}
      {picking && matter.data && <Book matterId={id} clinicId={matter.data.clinicId} close={() => setPicking(false)} />}
    </Section>
  );
}

function Book({ matterId, clinicId, close }: { matterId: string; clinicId: string; close: () => void }) {
  const [sessionId, setSessionId] = useState<string>();
  const book = useAction((id: string) => api.book({ sessionId: id, matterId }), {
    refusals,
    invalidate: touched,
    done: "已约好，短信通知来访人。",
    after: close,
  });
  return (
    <>
      <SessionPicker clinicId={clinicId} value={sessionId} onChange={setSessionId} name={`book-${matterId}`} />
      <div className="lc-moves">
        <Button
          kind="primary"
          disabled={sessionId === undefined}
          busy={book.isPending}
          onClick={() => sessionId && book.mutate(sessionId)}
        >
          预约这个时间
        </Button>
        <Button kind="quiet" onClick={close}>
          先不约
        </Button>
      </div>
    </>
  );
}
