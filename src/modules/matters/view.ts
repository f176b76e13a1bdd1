import type { OperationContext } from "../../platform/context.ts";
import { excerpt } from "../../shared/mask.ts";
import { clinicsByIds } from "../network/index.ts";
import { practitionersByIds } from "../practitioners/index.ts";
import type { Resident } from "../residents/contract.ts";
import { masksFor, residentsByIds } from "../residents/index.ts";
import type { Clock, Matter, MatterEvent, MatterRow } from "./contract.ts";
import { clockView, movesOn, ratingEvents, seesRatings, staffOnlyEvents } from "./rules.ts";
import type { ListedMatter, MatterPage } from "./store.ts";
import { clocksOf, eventsOf, type KeptClock } from "./store-timeline.ts";

/** Rows of a list as the caller may see them: names and words only within the clinic. */
export async function rowsOf(ctx: OperationContext, rows: readonly ListedMatter[]): Promise<MatterRow[]> {
  const clinics = await clinicsByIds(ctx, unique(rows.map((row) => row.clinicId)));
  const serving = unique(rows.map((row) => row.practitionerId));
  const practitioners = serving.length > 0 ? await practitionersByIds(ctx, serving) : undefined;
  const residents = await residentsByIds(ctx, unique(rows.map((row) => row.residentId)));
  const ids = rows.map((row) => row.id);
  const clocks = Map.groupBy(await clocksOf(ctx, ids, { running: true }), (clock) => clock.matterId);
  return rows.map((row) =>
    rowOf(ctx, row, {
      clinicName: clinics.get(row.clinicId)?.name ?? "",
      practitionerName: (row.practitionerId && practitioners?.get(row.practitionerId)?.name) || null,
      residentName: (row.residentId && residents.get(row.residentId)?.name) || null,
      nextClock: clocks.get(row.id)?.[0],
      masked: masksFor(ctx, row.residentId),
    }),
  );
}

function rowOf(
  ctx: OperationContext,
  row: ListedMatter,
  joined: {
    clinicName: string;
    practitionerName: string | null;
    residentName: string | null;
    nextClock: KeptClock | undefined;
    masked: boolean;
  },
): MatterRow {
  return {
    id: row.id,
    number: row.number,
    channel: row.channel,
    state: row.state,
    category: row.category,
    categoryLabel: labelOf(ctx, row.category),
    clinicId: row.clinicId,
    clinicName: joined.clinicName,
    practitionerId: row.practitionerId,
    practitionerName: joined.practitionerName,
    residentName: joined.residentName,
    excerpt: joined.masked || row.narrativeSealed === null ? null : excerpt(ctx.open(row.narrativeSealed)),
    flags: row.flags,
    openedAt: row.openedAt,
    closedAt: row.closedAt,
    outcome: row.outcome,
    nextClock: joined.nextClock ? clockOf(ctx, joined.nextClock, { reason: false }) : null,
  };
}

/**
 * A matter's page as the caller may see it.
 * @param revealed the caller gave a reason to look behind the mask
 */
export async function pageOf(
  ctx: OperationContext,
  row: MatterPage,
  options: { revealed?: boolean } = {},
): Promise<Matter> {
  const masked = masksFor(ctx, row.residentId) && !options.revealed;
  // Who is served, and who helped him, reads the course of things but not what staff noted for themselves.
  const outside = ctx.caller.kind === "resident" || ctx.role === "proxy";
  const residents = await residentsByIds(ctx, [row.residentId], { full: options.revealed });
  const resident: Resident | null = (row.residentId && residents.get(row.residentId)) || null;
  const [head] = await rowsOf(ctx, [row]);
  const clocks = (await clocksOf(ctx, [row.id], { running: false })).map((clock) =>
    clockOf(ctx, clock, { reason: !masked && !outside }),
  );
  const hidden = [...(outside ? staffOnlyEvents : []), ...(seesRatings(ctx.role) ? [] : ratingEvents)];
  const events = (await eventsOf(ctx, row.id)).filter((event) => !hidden.includes(event.kind));
  const words = (sealed: string | null) => (masked ? null : ctx.openMaybe(sealed));
  return {
    ...head!,
    residentName: resident?.name ?? null,
    excerpt: masked || row.narrativeSealed === null ? null : excerpt(ctx.open(row.narrativeSealed)),
    narrative: words(row.narrativeSealed),
    counterpart: words(row.counterpartSealed),
    amountFen: row.amountFen,
    limitationDate: row.limitationDate,
    identityRefused: row.identityRefused,
    personGroups: row.personGroups as Matter["personGroups"],
    serviceLines: row.serviceLines,
    resident,
    events: events.map(
      (event): MatterEvent => ({
        id: event.id,
        at: event.at,
        kind: event.kind,
        actorKind: event.actorKind,
        actorName: event.actorName,
        data: event.data,
        text: masked || (outside && event.actorKind === "staff") ? null : ctx.openMaybe(event.textSealed),
      }),
    ),
    clocks,
    can: movesOn({ state: row.state, clocks }, { mayWork: ctx.can("matter:work"), masked }),
    masked,
  };
}

/** A clock in words; the reason of a pause only for those who work on the matter. */
export function clockOf(ctx: OperationContext, clock: KeptClock, options: { reason: boolean }): Clock {
  const pauseReason = options.reason ? ctx.openMaybe(clock.pauseReasonSealed) : null;
  return clockView(ctx.pack, { ...clock, pauseReason }, ctx.now);
}

/** The city's word for a category; null for none or one that the city has no longer. */
export function labelOf(ctx: Pick<OperationContext, "pack">, category: string | null): string | null {
  return ctx.pack.categories.find((row) => row.code === category)?.label ?? null;
}

const unique = (ids: readonly (string | null)[]): string[] => [...new Set(ids.filter((id) => id !== null))];
