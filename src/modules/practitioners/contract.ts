import { z } from "zod";
import { endpoint, Id, line, listOf, paging, queryFlag } from "../../shared/contract.ts";

export const professions = [
  "lawyer",
  "grassrootsLegalWorker",
  "notary",
  "mediator",
  "judge",
  "prosecutor",
  "police",
  "legalAidLawyer",
  "lawSavvyResident",
  "fiveElders",
  "justiceStaff",
  "publicityWorker",
] as const;
export const Profession = z.enum(professions);
export type Profession = z.infer<typeof Profession>;
export const licenceKinds = ["lawyerLicence", "legalWorkerLicence", "notaryLicence", "none"] as const;
export const LicenceKind = z.enum(licenceKinds);
export type LicenceKind = z.infer<typeof LicenceKind>;

export const Practitioner = z.object({
  id: Id,
  code: z.string(),
  name: z.string(),
  profession: Profession,
  licenceKind: LicenceKind,
  licenceNo: z.string().nullable(),
  employer: z.string(),
  publicServant: z.boolean(),
  goodAt: z.array(z.string()),
  languages: z.array(z.string()),
  unitPath: z.string(),
  isDemo: z.boolean(),
  state: z.enum(["active", "suspended", "left"]),
  can: z.array(z.string()),
});
export type Practitioner = z.infer<typeof Practitioner>;

const fields = {
  name: line(40, 1),
  profession: Profession,
  licenceKind: LicenceKind,
  licenceNo: line(40).nullable().optional(),
  employer: line(80, 1),
  publicServant: z.boolean(),
  goodAt: z.array(line(20, 1)).max(10),
  languages: z.array(line(20, 1)).max(10),
  phone: line(30).optional(),
};

export const practitionersContract = {
  list: endpoint({
    method: "GET",
    path: "/practitioners",
    summary: "法律服务人员名册",
    permission: "practitioner:read",
    input: z.strictObject({
      area: line(20).optional(),
      q: line(20).optional(),
      profession: Profession.optional(),
      active: queryFlag.optional(),
      ...paging,
    }),
    output: listOf(Practitioner),
  }),
  get: endpoint({
    method: "GET",
    path: "/practitioners/{id}",
    summary: "一名法律服务人员",
    permission: "practitioner:read",
    input: z.strictObject({ id: Id }),
    output: Practitioner,
  }),
  register: endpoint({
    method: "POST",
    path: "/practitioners",
    summary: "登记法律服务人员",
    permission: "practitioner:manage",
    status: 201,
    input: z.strictObject({ ...fields, area: line(20, 1) }),
    output: Practitioner,
    refusals: ["LICENCE_MISSING"],
  }),
  change: endpoint({
    method: "PATCH",
    path: "/practitioners/{id}",
    summary: "修改法律服务人员",
    permission: "practitioner:manage",
    input: z.strictObject({
      id: Id,
      ...z.object(fields).partial().shape,
      state: z.enum(["active", "suspended", "left"]).optional(),
    }),
    output: Practitioner,
    refusals: ["LICENCE_MISSING"],
  }),
};
