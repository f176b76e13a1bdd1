import type { OperationContext } from "../../platform/context.ts";
import { addDays, type CivilDate, startOfDay } from "../../shared/civil-time.ts";
import { diary, occurrences } from "./rules.ts";
import { lockAllPeople } from "./store.ts";
import {
  busySpans,
  insertPublished,
  listPatterns,
  type PlannedSession,
  publishedOccurrences,
} from "./store-patterns.ts";
import { addSeats } from "./store-seats.ts";

/**
 * Publishes the occurrences of all patterns in the caller's reach (or of one clinic) on the dates `from`–`to`, both
 * included: sessions, people, seats, set by set. What is published or cancelled already stays as it is; somebody who
 * sits elsewhere at that time is left out, and a session that nobody is left for is not published.
 */
export async function publishPatterns(
  ctx: OperationContext,
  what: { clinicId?: string; from: CivilDate; to: CivilDate },
): Promise<{ created: number; skippedHolidays: number; skippedBusy: number }> {
  await lockAllPeople(ctx);
  const { items: patterns } = await listPatterns(ctx, { clinicId: what.clinicId, validOn: what });
  const [start, end] = [startOfDay(what.from), startOfDay(addDays(what.to, 1))];
  const there = await publishedOccurrences(
    ctx,
    patterns.map((pattern) => pattern.id),
    start,
    end,
  );
  const people = [...new Set(patterns.flatMap((pattern) => pattern.practitionerIds))];
  const agenda = diary();
  for (const { practitionerId, span } of await busySpans(ctx, people, start, end)) agenda.take(practitionerId, span);

  const planned: PlannedSession[] = [];
  let [skippedHolidays, skippedBusy] = [0, 0];
  for (const pattern of patterns) {
    const found = occurrences(pattern, what.from, what.to, ctx.pack.localDays);
    skippedHolidays += found.holidays.length;
    for (const { startsAt, endsAt } of found.sessions) {
      if (there.has(`${pattern.id} ${startsAt.getTime()}`)) continue;
      const span = { start: startsAt.getTime(), end: endsAt.getTime() };
      const practitionerIds = pattern.practitionerIds.filter((id) => agenda.take(id, span));
      if (practitionerIds.length === 0) skippedBusy += 1;
      else {
        const { id: patternId, clinicId, unitPath, form, timeType, capacity, room } = pattern;
        planned.push({
          patternId,
          clinicId,
          unitPath,
          form,
          timeType,
          startsAt,
          endsAt,
          capacity,
          room,
          practitionerIds,
        });
      }
    }
  }
  const made = await insertPublished(ctx, planned);
  await addSeats(ctx, made);
  return { created: made.length, skippedHolidays, skippedBusy };
}
