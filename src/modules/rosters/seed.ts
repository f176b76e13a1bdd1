import type { OperationContext } from "../../platform/context.ts";
import type { CivilDate } from "../../shared/civil-time.ts";
import { clinicsBelow } from "../network/index.ts";
import { patternsClash } from "./rules.ts";
import { insertPatterns, type NewPattern } from "./store-patterns.ts";

/**
 * Makes the patterns that the city pack gives its clinics (demonstration and first set-up), with people who are free at
 * that time. A person may serve several clinics; patterns for which nobody is left are not made.
 * @param peopleOf ids of practitioners who may serve a clinic (by clinic id), best first
 * @param validFrom first civil date
 * @returns how many patterns were made and how many stayed without anybody
 */
export async function seedPatterns(
  ctx: OperationContext,
  peopleOf: (clinicId: string) => readonly string[],
  validFrom: CivilDate,
): Promise<{ made: number; unmanned: number }> {
  const rows: NewPattern[] = [];
  const plans = new Map<string, NewPattern[]>();
  let unmanned = 0;
  for (const clinic of await clinicsBelow(ctx, "/")) {
    const packed = ctx.pack.findClinic(clinic.code);
    // Forms in which people come to one room are served there in turn, one after the other.
    let turn = 0;
    for (const pattern of packed?.patterns ?? []) {
      for (const nthWeek of pattern.weeks ?? [null]) {
        const row: NewPattern = {
          clinicId: clinic.id,
          unitPath: clinic.path,
          form: pattern.form,
          timeType: pattern.timeType,
          weekday: pattern.weekday,
          nthWeek,
          starts: pattern.start,
          ends: pattern.end,
          capacity: pattern.capacity,
          room: "一号咨询室",
          practitionerIds: [],
          validFrom,
          validTo: null,
        };
        const pool = peopleOf(clinic.id);
        for (let step = 0; step < pool.length && row.practitionerIds.length < pattern.seats; step += 1) {
          const id = pool[(turn + step) % pool.length]!;
          const own = plans.get(id) ?? [];
          if (row.practitionerIds.includes(id) || own.some((other) => patternsClash(other, row))) continue;
          row.practitionerIds.push(id);
          plans.set(id, [...own, row]);
        }
        turn += pattern.seats;
        if (row.practitionerIds.length === 0) unmanned += 1;
        else rows.push(row);
      }
    }
  }
  await insertPatterns(ctx, rows);
  return { made: rows.length, unmanned };
}
