import { z } from "zod";
import { CivilDate, endpoint, Id, Instant, line, listOf, paging, prose } from "../../shared/contract.ts";

/** 五级: 5 非常满意 … 1 非常不满意. */
export const Level = z.number().int().min(1).max(5);
export const ratingChannels = ["web", "sms", "window", "phone"] as const;

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
  /** When the judicial office had spoken with the person behind a bad rating. */ contactedAt: Instant.nullable(),
  contactNote: z.string().nullable(),
  can: z.array(z.string()),
});
export type RatingRow = z.infer<typeof RatingRow>;

const Token = line(60, 10);
const yesNo = z.enum(["true", "false"]);

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
      via: z.enum(ratingChannels).default("web"),
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
    sensitive: true,
    input: z.strictObject({
      clinicId: Id.optional(),
      area: line(20).optional(),
      level: z.coerce.number().int().min(1).max(5).optional(),
      /** Levels 1 and 2. */ bad: z.enum(["true"]).optional(),
      /** With a level; silence and a denied service have none. */ rated: yesNo.optional(),
      /** The person says that the service did not take place. */ denied: z.enum(["true"]).optional(),
      /** Bad or denied, and nobody has spoken with the person yet. */ open: z.enum(["true"]).optional(),
      /** The person could be reached. */ contact: yesNo.optional(),
      /** First and last day of the invitation. */
      from: CivilDate.optional(),
      to: CivilDate.optional(),
      ...paging,
    }),
    output: listOf(RatingRow),
  }),
  contacted: endpoint({
    method: "POST",
    path: "/ratings/{id}/contacted",
    summary: "记下与差评当事人的联系",
    permission: "rating:answer",
    input: z.strictObject({ id: Id, note: prose(2_000, 1) }),
    output: RatingRow,
    refusals: ["NOT_BAD", "ALREADY_CONTACTED"],
  }),
};
