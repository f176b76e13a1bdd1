import type { LicenceKind, Practitioner, Profession } from "./contract.ts";

type State = Practitioner["state"];

/** The licence without which nobody serves in these professions (Lawyers Law art. 5, Notary Law art. 18, MOJ Order 138). */
const licences: Partial<Record<Profession, LicenceKind>> = {
  lawyer: "lawyerLicence",
  legalAidLawyer: "lawyerLicence",
  grassrootsLegalWorker: "legalWorkerLicence",
  notary: "notaryLicence",
};

/** The licence a profession needs; `none` for those that need none. */
export const licenceOf = (profession: Profession): LicenceKind => licences[profession] ?? "none";

/** A licensed profession is registered with its own licence and a number. */
export function licenceRefusal(person: {
  profession: Profession;
  licenceKind: LicenceKind;
  licenceNo: string | null;
}): "LICENCE_MISSING" | undefined {
  const needed = licenceOf(person.profession);
  if (needed === "none") return undefined;
  return person.licenceKind === needed && person.licenceNo ? undefined : "LICENCE_MISSING";
}

const alwaysPublic: readonly Profession[] = ["judge", "prosecutor", "police", "justiceStaff", "legalAidLawyer"];

/** True for people paid from public funds already, who get no subsidy: always for officers, else as registered. */
export const isPublicServant = (profession: Profession, registered: boolean): boolean =>
  registered || alwaysPublic.includes(profession);

/** Only active people are planned, booked and called. */
export const canServe = (state: State): boolean => state === "active";

/** The moves of a person's page for somebody who manages him. */
export function movesFor(state: State, manages: boolean): ("change" | "suspend" | "resume" | "leave")[] {
  if (!manages) return [];
  if (state === "active") return ["change", "suspend", "leave"];
  if (state === "suspended") return ["change", "resume", "leave"];
  return ["change", "resume"];
}
