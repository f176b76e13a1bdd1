import type { TestApp } from "../../../test/harness/app.ts";
import type { Area } from "../../shared/pack.ts";
import { type ClinicRef, clinicOfArea } from "../network/index.ts";
import { practitionersContract } from "../practitioners/contract.ts";
import { rostersContract, type Session } from "./contract.ts";

/** Two towns of different districts with their clinics, and those who plan there. */
export interface Places {
  town: Area;
  clinic: ClinicRef;
  otherTown: Area;
  otherClinic: ClinicRef;
  townToken: string;
  otherToken: string;
}

export async function findPlaces(app: TestApp): Promise<Places> {
  const { areas } = app.platform.pack;
  const districts = areas.filter((area) => area.tier === "district");
  const found: { town: Area; clinic: ClinicRef }[] = [];
  for (const district of districts)
    for (const town of areas.filter((area) => area.tier === "town" && area.path.startsWith(district.path))) {
      const clinic = await app.system((ctx) => clinicOfArea(ctx, town.code));
      if (!clinic) continue;
      found.push({ town, clinic });
      break;
    }
  const [one, two] = found;
  return {
    town: one!.town,
    clinic: one!.clinic,
    otherTown: two!.town,
    otherClinic: two!.clinic,
    townToken: await app.staff({ role: "town", unitPath: one!.town.path }),
    otherToken: await app.staff({ role: "town", unitPath: two!.town.path }),
  };
}

let licence = 0;

/** Registers a lawyer of a town; his id. */
export async function newLawyer(app: TestApp, places: Places, name = "欧阳律师"): Promise<string> {
  licence += 1;
  const { id } = await app.as(practitionersContract, places.townToken).register({
    name,
    profession: "lawyer",
    licenceKind: "lawyerLicence",
    licenceNo: `132042026${String(licence).padStart(8, "0")}`,
    employer: "青果（演示）律师事务所",
    publicServant: false,
    goodAt: ["劳动社保"],
    languages: ["普通话"],
    area: places.town.code,
  });
  return id;
}

export interface SessionPlan {
  startsAt?: string;
  endsAt?: string;
  capacity?: number;
  practitionerIds?: string[];
  publish?: boolean;
}

/** Plans and publishes a session at the first town's clinic; by default today 14:00–17:00 with three seats. */
export async function newSession(app: TestApp, places: Places, plan: SessionPlan = {}): Promise<Session> {
  const api = app.as(rostersContract, places.townToken);
  const draft = await api.createSession({
    clinicId: places.clinic.id,
    form: "lawyerSitIn",
    timeType: "regular",
    startsAt: plan.startsAt ?? "2026-11-23T14:00:00+08:00",
    endsAt: plan.endsAt ?? "2026-11-23T17:00:00+08:00",
    capacity: plan.capacity ?? 3,
    room: "一号咨询室",
    practitionerIds: plan.practitionerIds ?? [await newLawyer(app, places)],
  });
  return plan.publish === false ? draft : await api.publishSession({ id: draft.id });
}
