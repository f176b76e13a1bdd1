import { z } from "zod";
import { endpoint, Id, Instant, line, listOf, paging, prose } from "../../shared/contract.ts";

/** 五级: 5 非常满意 … 1 非常不满意. */
export const Level = z.number().int().min(1).max(5);

export const RatingInvitation = z.object({
  matterNumber: z.string(),
  clinicName: z.string(),
  servedAt: Instant.nullable(),
  expiresAt: Instant,
  rated: z.boolean(),
  level: Level.nullable(),
  tookPlace: z.boolean().nullable(),
});
export type RatingInvitation = z.infer<typeof RatingInvitation>;

export const RatingRow = z.object({
  id: Id,
  matterId: Id,
  matterNumber: z.string(),
  clinicId: Id,
  clinicName: z.string(),
  invitedAt: Instant,
  ratedAt: Instant.nullable(),
  level: Level.nullable(),
  tookPlace: z.boolean().nullable(),
  comment: z.string().nullable(),
});
export type RatingRow = z.infer<typeof RatingRow>;

const Token = line(60, 10);

export const ratingsContract = {
  invitation: endpoint({
    method: "POST",
    path: "/ratings/by-token",
    summary: "打开评价链接",
    permission: "rating:give",
    proof: true,
    input: z.strictObject({ token: Token }),
    output: RatingInvitation,
  }),
  give: endpoint({
    method: "POST",
    path: "/ratings",
    summary: "评价这次服务",
    permission: "rating:give",
    proof: true,
    status: 201,
    input: z.strictObject({
      token: Token,
      tookPlace: z.boolean(),
      level: Level.optional(),
      comment: prose(1_000).optional(),
      via: z.enum(["web", "sms", "window", "phone"]).default("web"),
    }),
    output: RatingInvitation,
    refusals: ["ALREADY_RATED", "RATING_EXPIRED", "LEVEL_MISSING"],
  }),
  /** The link for the person behind number + phone, so that a lost message is no lost voice. */
  linkByProgress: endpoint({
    method: "POST",
    path: "/ratings/link",
    summary: "凭编号和手机号取得评价链接",
    permission: "rating:give",
    proof: true,
    input: z.strictObject({ number: line(30, 1), phone: line(30, 1) }),
    output: z.object({ token: z.string().nullable(), rated: z.boolean() }),
    refusals: ["PROGRESS_NOT_FOUND"],
  }),
  list: endpoint({
    method: "GET",
    path: "/ratings",
    summary: "评价列表",
    permission: "rating:read",
    input: z.strictObject({
      clinicId: Id.optional(),
      area: line(20).optional(),
      level: z.coerce.number().int().min(1).max(5).optional(),
      bad: z.enum(["true"]).optional(),
      from: Instant.optional(),
      to: Instant.optional(),
      ...paging,
    }),
    output: listOf(RatingRow),
  }),
};
