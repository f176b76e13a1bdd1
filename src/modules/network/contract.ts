import { z } from "zod";
import { CivilDate, endpoint, Id, line, listOf, paging } from "../../shared/contract.ts";

export const Tier = z.enum(["city", "district", "town", "village"]);
export type Tier = z.infer<typeof Tier>;

export const Area = z.object({
  code: z.string(),
  name: z.string(),
  shortName: z.string(),
  tier: Tier,
  parentCode: z.string().nullable(),
  path: z.string(),
  clinics: z.number().int(),
});
export type Area = z.infer<typeof Area>;

export const Clinic = z.object({
  id: Id,
  code: z.string(),
  name: z.string(),
  tier: Tier,
  areaCode: z.string(),
  path: z.string(),
  /** Names of the places above, city first: for directions without a map. */
  placeNames: z.array(z.string()),
  host: z.string(),
  address: z.string(),
  phone: z.string(),
  contactIsDemo: z.boolean(),
  lines: z.array(z.string()),
  access: z.array(z.string()),
  dialects: z.array(z.string()),
  rooms: z.array(z.string()),
  signboardOn: CivilDate.nullable(),
  state: z.enum(["planned", "running", "paused", "closed"]),
  pauseReason: z.string().nullable(),
  can: z.array(z.string()),
});
export type Clinic = z.infer<typeof Clinic>;

export const networkContract = {
  listAreas: endpoint({
    method: "GET",
    path: "/areas",
    summary: "行政区划",
    permission: "clinic:read",
    input: z.strictObject({
      parent: line(20).optional(),
      tier: Tier.optional(),
      q: line(20).optional(),
      ...paging,
      size: z.coerce.number().int().min(1).max(2000).default(200),
    }),
    output: listOf(Area),
  }),
  getClinic: endpoint({
    method: "GET",
    path: "/clinics/{id}",
    summary: "一个门诊",
    permission: "clinic:read",
    input: z.strictObject({ id: Id }),
    output: Clinic,
  }),
  changeClinic: endpoint({
    method: "PATCH",
    path: "/clinics/{id}",
    summary: "修改门诊公示信息",
    permission: "clinic:manage",
    input: z.strictObject({
      id: Id,
      address: line(120, 1).optional(),
      phone: line(30, 1).optional(),
      contactIsDemo: z.boolean().optional(),
      access: z.array(line(20, 1)).max(10).optional(),
      dialects: z.array(line(20, 1)).max(10).optional(),
      rooms: z.array(line(20, 1)).min(1).max(30).optional(),
      signboardOn: CivilDate.nullable().optional(),
      state: z.enum(["running", "paused", "closed"]).optional(),
      pauseReason: line(100).nullable().optional(),
    }),
    output: Clinic,
    refusals: ["PAUSE_NEEDS_REASON"],
  }),
};
