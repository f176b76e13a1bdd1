import { z } from "zod";
import { endpoint, Id, Instant, line, listOf, paging } from "../../shared/contract.ts";

/** 来访人群（F1, S41）and the vulnerable groups of N3.4b. */
export const personGroups = [
  "woman",
  "farmer",
  "migrantWorker",
  "elderly",
  "disabled",
  "minor",
  "lowIncome",
  "seriouslyIll",
  "veteran",
] as const;
export const PersonGroup = z.enum(personGroups);
export const serviceNeeds = ["dialect", "signLanguage", "wheelchair", "largePrint", "homeVisit"] as const;
export const ServiceNeed = z.enum(serviceNeeds);

/** What a resident may tell of himself. Everything is optional: identity is never required for advice (S32). */
export const ResidentInput = z.strictObject({
  name: line(60).optional(),
  phone: line(30).optional(),
  idNumber: line(20).optional(),
  address: line(120).optional(),
  groups: z.array(PersonGroup).max(9).optional(),
  needs: z.array(ServiceNeed).max(5).optional(),
});
export type ResidentInput = z.infer<typeof ResidentInput>;

/** Masked above the handling clinic (`masked: true`), by the server. */
export const Resident = z.object({
  id: Id,
  name: z.string().nullable(),
  phone: z.string().nullable(),
  idNumber: z.string().nullable(),
  address: z.string().nullable(),
  groups: z.array(PersonGroup),
  needs: z.array(ServiceNeed),
  identityRefused: z.boolean(),
  phoneVerified: z.boolean(),
  masked: z.boolean(),
});
export type Resident = z.infer<typeof Resident>;

const Phone = line(30, 1);

export const residentsContract = {
  requestCode: endpoint({
    method: "POST",
    path: "/login/codes",
    summary: "发送登录验证码",
    permission: "login:request",
    proof: true,
    input: z.strictObject({ phone: Phone }),
    output: z.object({ sent: z.literal(true), expiresAt: Instant, demoCode: z.string().optional() }),
    refusals: ["PHONE_INVALID"],
  }),
  login: endpoint({
    method: "POST",
    path: "/login",
    summary: "群众用手机号和验证码登录",
    permission: "login:request",
    proof: true,
    input: z.strictObject({ phone: Phone, code: line(10, 1) }),
    output: z.object({ token: z.string(), residentId: Id }),
    refusals: ["PHONE_INVALID", "CODE_WRONG", "CODE_EXPIRED"],
  }),
  search: endpoint({
    method: "GET",
    path: "/residents",
    summary: "按姓名、手机后四位查找来访人",
    permission: "resident:search",
    sensitive: true,
    input: z.strictObject({ q: line(40, 2), ...paging }),
    output: listOf(Resident),
  }),
  get: endpoint({
    method: "GET",
    path: "/residents/{id}",
    summary: "一位来访人",
    permission: "resident:search",
    sensitive: true,
    input: z.strictObject({ id: Id }),
    output: Resident,
  }),
  change: endpoint({
    method: "PATCH",
    path: "/residents/{id}",
    summary: "更正来访人信息",
    permission: "matter:work",
    input: z.strictObject({ id: Id, ...ResidentInput.shape }),
    output: Resident,
    refusals: ["PHONE_INVALID", "ID_NUMBER_INVALID"],
  }),
};
