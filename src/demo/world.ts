import { residentsContract } from "../modules/residents/contract.ts";
import type { Session } from "../modules/rosters/contract.ts";
import type { Caller, Platform } from "../platform/context.ts";
import { actAs } from "./actors.ts";
import type { Dice } from "./random.ts";

export interface SimulationOptions {
  /** About how many matters. */
  matters: number;
  seed: number;
  /** The month ends here. */
  until: Date;
  days: number;
  accountId: string;
  /** Where calls and online questions are answered: the city's clinic. */
  hotline: { clinicId: string; path: string };
  report: (line: string) => void;
}

export interface SimulationResult {
  matters: number;
  booked: number;
  rated: number;
  emptySessions: number;
  sessions: number;
  refused: Record<string, number>;
}

type StaffCaller = Extract<Caller, { kind: "staff" }>;

export interface World {
  platform: Platform;
  options: SimulationOptions;
  result: SimulationResult;
  city: StaffCaller;
  /** Running number: demo phones are 199 0000 0000 and up, which nobody holds. */
  nextPerson: () => number;
  /** By area code: names come twice in a city. */
  clinics: Map<string, { path: string; tier: string }>;
}

export function makeWorld(platform: Platform, options: SimulationOptions, result: SimulationResult): World {
  let person = 0;
  const reach = platform.pack.areas[0]?.path ?? "/";
  return {
    platform,
    options,
    result,
    city: staff(options.accountId, { role: "city", reach }),
    nextPerson: () => person++,
    clinics: new Map(
      platform.pack.clinics.map((clinic) => [clinic.areaCode, { path: clinic.path, tier: clinic.tier }]),
    ),
  };
}

export function staff(
  accountId: string,
  parts: Partial<StaffCaller> & Pick<StaffCaller, "role" | "reach">,
): StaffCaller {
  return {
    kind: "staff",
    accountId,
    grantId: accountId,
    signInId: accountId,
    name: "演示",
    clinicId: null,
    practitionerId: null,
    mustSetPassword: false,
    ...parts,
  };
}

export const clerkAt = (world: World, session: Session): StaffCaller =>
  staff(world.options.accountId, { role: "clerk", reach: pathOf(world, session), clinicId: session.clinicId });

export const practitionerOf = (world: World, session: Session, practitionerId: string): StaffCaller =>
  staff(world.options.accountId, { role: "practitioner", reach: pathOf(world, session), practitionerId });

function pathOf(world: World, session: Session): string {
  const clinic = world.clinics.get(session.areaCode);
  if (!clinic) throw new Error(`${session.clinicName} is not in the pack.`);
  return clinic.path;
}

export async function signIn(world: World, phone: string, at: Date): Promise<Caller> {
  const api = actAs(world.platform, { kind: "anonymous" }, at)(residentsContract);
  const { demoCode } = await api.requestCode({ phone });
  const { residentId } = await api.login({ phone, code: demoCode ?? "" });
  return { kind: "resident", residentId, signInId: residentId };
}

export function inventPerson(
  world: World,
  own: Dice,
  needsPhone: boolean,
): { name?: string; phone?: string; groups: ("elderly" | "migrantWorker" | "woman")[] } {
  const { surnames, givenNames } = world.platform.pack.practitioners;
  // One in eight gives no name at all, as the law allows (S32).
  if (!needsPhone && own.chance(0.12)) return { groups: [] };
  const phone = needsPhone || own.chance(0.85) ? `199${String(world.nextPerson()).padStart(8, "0")}` : undefined;
  const groups = own.chance(0.3) ? [own.pick(["elderly", "migrantWorker", "woman"] as const)] : [];
  return { name: own.pick(surnames) + own.pick(givenNames), phone, groups };
}

export function drawCategory(world: World, own: Dice): string {
  const { categories } = world.platform.pack;
  return categories[own.weighted(categories.map((category) => category.share))]?.code ?? "PROCEDURE";
}

export function outcomeOf(category: string, own: Dice) {
  if (category === "NOT_LEGAL") return "notLegal" as const;
  const outcomes = [
    "advised",
    "legalAidApplied",
    "mediationStarted",
    "otherDepartment",
    "documentDrafted",
    "notaryHandedOver",
  ] as const;
  return (
    outcomes[own.weighted([70, category === "LABOUR" ? 14 : 5, 8, 6, 5, category === "PAPERS" ? 20 : 1])] ??
    ("advised" as const)
  );
}
