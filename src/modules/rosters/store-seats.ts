import type { OperationContext } from "../../platform/context.ts";
import { sql } from "../../platform/database.ts";
import { seatIsFree } from "./store.ts";

export interface TakenSeat {
  seatId: string;
  /** 1 … capacity: the place in the session. */
  position: number;
  /** The appointment whose hold was over and that loses the seat now: the caller must end it in this transaction. */
  expiredAppointmentId: string | null;
}

/**
 * Takes the first free seat of a session for an appointment, by one compare-and-set; undefined when there is none.
 * Locks are always taken seat first, appointment after: whoever keeps to that cannot deadlock with a booking.
 * @param options.heldUntil keep the seat until then only
 * @param options.wait false for whoever has locked another session's seat: he must not wait for somebody's
 */
export async function takeSeat(
  ctx: OperationContext,
  sessionId: string,
  appointmentId: string,
  options: { heldUntil?: Date; wait?: boolean } = {},
): Promise<TakenSeat | undefined> {
  const grab = async (wait: boolean) => {
    const { rows } = await sql<TakenSeat>`
      with pick as (
        select id, appointment_id from seats where session_id = ${sessionId} and ${seatIsFree(ctx)}
         order by position limit 1 for update ${wait ? sql`` : sql`skip locked`})
      update seats set state = ${options.heldUntil ? "held" : "taken"}, appointment_id = ${appointmentId},
             held_until = ${options.heldUntil ?? null}
        from pick where seats.id = pick.id
      returning seats.id as seat_id, seats.position, pick.appointment_id as expired_appointment_id`.execute(ctx.db);
    return rows[0];
  };
  // Seats that others have locked may still come free (their booking may be refused): "full" is only said after waiting.
  return (await grab(false)) ?? (options.wait === false ? undefined : await grab(true));
}

/** A held seat becomes taken. False when the hold was lost: it ran out and somebody else has the seat. */
export async function confirmSeat(ctx: OperationContext, seatId: string, appointmentId: string): Promise<boolean> {
  const { rows } = await sql`
    update seats set state = 'taken', held_until = null
     where id = ${seatId} and appointment_id = ${appointmentId} and state in ('held', 'taken') returning 1`.execute(
    ctx.db,
  );
  return rows.length > 0;
}

/** Frees an appointment's seat. False when the appointment has it no longer. */
export async function releaseSeat(ctx: OperationContext, seatId: string, appointmentId: string): Promise<boolean> {
  const { rows } = await sql`
    update seats set state = 'free', appointment_id = null, held_until = null
     where id = ${seatId} and appointment_id = ${appointmentId} returning 1`.execute(ctx.db);
  return rows.length > 0;
}

/** Frees all seats whose hold is over and names the appointments that lose them. */
export async function releaseExpiredHolds(ctx: OperationContext): Promise<string[]> {
  const { rows } = await sql<{ appointmentId: string }>`
    with pick as (
      select id, appointment_id from seats where state = 'held' and held_until <= ${ctx.now}
       order by held_until limit 1000 for update skip locked)
    update seats set state = 'free', appointment_id = null, held_until = null
      from pick where seats.id = pick.id returning pick.appointment_id`.execute(ctx.db);
  return rows.map((row) => row.appointmentId);
}

/** The seats of one session in their order; a hold that is over counts as free. */
export async function listSeats(
  ctx: OperationContext,
  sessionId: string,
): Promise<{ position: number; state: "free" | "held" | "taken" }[]> {
  const { rows } = await sql<{ position: number; state: "free" | "held" | "taken" }>`
    select position, case when ${seatIsFree(ctx)} then 'free' else state end as state
      from seats where session_id = ${sessionId} and state <> 'withdrawn' order by position`.execute(ctx.db);
  return rows;
}

/** How many seats stand (free, held or taken) and how many of them are free. */
export async function countSeats(
  ctx: OperationContext,
  sessionId: string,
): Promise<{ standing: number; free: number }> {
  const { rows } = await sql<{ standing: number; free: number }>`
    select count(*) as standing, count(*) filter (where state = 'free') as free
      from seats where session_id = ${sessionId} and state <> 'withdrawn'`.execute(ctx.db);
  return rows[0] ?? { standing: 0, free: 0 };
}

/** Makes so many seats more for each session, after those it has. Set-based: a month of a city is one call. */
export async function addSeats(
  ctx: OperationContext,
  sessions: readonly { sessionId: string; count: number }[],
): Promise<void> {
  const rows = sessions.flatMap(({ sessionId, count }) =>
    Array.from({ length: count }, (_, at) => ({ id: ctx.newId(), sessionId, place: at + 1 })),
  );
  const CHUNK = 10_000;
  for (let at = 0; at < rows.length; at += CHUNK) {
    const part = rows.slice(at, at + CHUNK);
    await sql`
      insert into seats (id, session_id, position)
      select t.id, t.session_id,
             t.place + coalesce((select max(position) from seats where seats.session_id = t.session_id), 0)
        from unnest(${part.map((row) => row.id)}::uuid[], ${part.map((row) => row.sessionId)}::uuid[],
                    ${part.map((row) => row.place)}::int[]) as t (id, session_id, place)`.execute(ctx.db);
  }
}

/** Withdraws the last free seats of a session; the number that was withdrawn. */
export async function withdrawSeats(ctx: OperationContext, sessionId: string, count: number): Promise<number> {
  const { rows } = await sql`
    update seats set state = 'withdrawn' where id in (
      select id from seats where session_id = ${sessionId} and state = 'free'
       order by position desc limit ${count} for update) returning 1`.execute(ctx.db);
  return rows.length;
}

/** Takes all seats of a cancelled session away, also those that somebody has. */
export async function withdrawAllSeats(ctx: OperationContext, sessionId: string): Promise<void> {
  await sql`update seats set state = 'withdrawn', appointment_id = null, held_until = null
    where session_id = ${sessionId}`.execute(ctx.db);
}
