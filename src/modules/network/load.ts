import type { OperationContext } from "../../platform/context.ts";
import { notFound } from "../../shared/refusal.ts";
import { accessWords, areaByAnyCode, roomsFor } from "./rules.ts";
import { saveAreas, saveClinics } from "./store.ts";

/**
 * Brings the areas and clinics of the city pack into the database, at every start. Again and again gives the same:
 * a clinic keeps its id by its code, and what staff changed on its page stays.
 */
export async function loadNetwork(ctx: OperationContext): Promise<void> {
  const { pack } = ctx;
  await saveAreas(
    ctx,
    pack.areas.map((area) => ({
      code: area.code,
      name: area.name,
      shortName: area.shortName,
      tier: area.tier,
      parentCode: area.parent ?? null,
      path: area.path,
      officialCode: area.officialCode || null,
      marks: [...area.marks],
    })),
  );
  await saveClinics(
    ctx,
    pack.clinics.map((clinic) => ({
      id: ctx.newId(),
      code: clinic.code,
      areaCode: clinic.areaCode,
      path: clinic.path,
      tier: clinic.tier,
      name: clinic.name,
      host: clinic.host,
      address: clinic.address,
      phone: clinic.phone,
      contactIsDemo: clinic.demoContact,
      lines: [...clinic.lines],
      access: accessWords(clinic.access),
      dialects: [...clinic.access.dialects],
      rooms: roomsFor(Math.max(1, ...clinic.patterns.map((pattern) => pattern.seats))),
      signboardOn: null,
      state: "running" as const,
      pauseReason: null,
    })),
  );
}

/**
 * The path of an area by its short code (`320412`) or its official one (`320412000000`).
 * @throws NotFound for codes that the city does not have
 */
export function areaPathOf(ctx: OperationContext, code: string): string {
  const area = areaByAnyCode(ctx.pack, code);
  if (!area) throw notFound();
  return area.path;
}

/** The pack's clinic at a clinic path, without asking the database; undefined when the path is none. */
export function clinicOfPath(ctx: OperationContext, path: string): { code: string; name: string } | undefined {
  return ctx.pack.clinics.find((clinic) => clinic.path === path);
}
