import { z } from "zod";
import { Done, endpoint, Id, Instant, listOf, paging } from "../../shared/contract.ts";

export const Notification = z.object({
  id: Id,
  matterId: Id.nullable(),
  channel: z.enum(["inApp", "sms"]),
  template: z.string(),
  text: z.string(),
  state: z.enum(["queued", "sent", "failed", "expired"]),
  createdAt: Instant,
  readAt: Instant.nullable(),
});
export type Notification = z.infer<typeof Notification>;

export const notificationsContract = {
  list: endpoint({
    method: "GET",
    path: "/notifications",
    summary: "我的消息",
    permission: "notification:read",
    input: z.strictObject({ ...paging }),
    output: listOf(Notification),
  }),
  markRead: endpoint({
    method: "POST",
    path: "/notifications/{id}/read",
    summary: "标为已读",
    permission: "notification:read",
    input: z.strictObject({ id: Id }),
    output: Done,
  }),
};
