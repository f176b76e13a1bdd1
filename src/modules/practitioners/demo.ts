import type { OperationContext } from "../../platform/context.ts";
import { clinicsBelow } from "../network/index.ts";
import { inventPeople } from "./demo-rules.ts";
import { idsByCode, insertPractitioners } from "./store.ts";

/**
 * Registers the invented people of a demonstration; again with the same seed it changes nothing.
 * @returns ids of the people who may serve each clinic (by clinic id), its own first, then those of the same town
 */
export async function registerDemoPractitioners(
  ctx: OperationContext,
  options: { seed: number },
): Promise<Map<string, string[]>> {
  const people = inventPeople(ctx.pack, options.seed);
  await insertPractitioners(
    ctx,
    people.map(({ serves: _, ...person }) => ({
      ...person,
      id: ctx.newId(),
      isDemo: true,
      state: "active" as const,
      phoneSealed: null,
    })),
  );
  const ids = await idsByCode(
    ctx,
    people.map((person) => person.code),
  );
  const byUnit = Map.groupBy(people, (person) => person.unitPath);
  const serving = new Map<string, string[]>();
  for (const clinic of await clinicsBelow(ctx, "/")) {
    const own = people.filter((person) => person.serves.includes(clinic.areaCode));
    const others = own.flatMap((person) => byUnit.get(person.unitPath) ?? []);
    const codes = new Set([...own, ...others].map((person) => person.code));
    serving.set(
      clinic.id,
      [...codes].map((code) => ids.get(code)).filter((id) => id !== undefined),
    );
  }
  return serving;
}
