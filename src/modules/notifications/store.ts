import type { OperationContext } from "../../platform/context.ts";
import { type Generated, sql, type Timestamp, tables } from "../../platform/database.ts";
import type { Notification } from "./contract.ts";

interface NotificationTables {
  notifications: {
    id: string;
    residentId: string | null;
    accountId: string | null;
    matterId: string | null;
    unitPath: string;
    channel: Notification["channel"];
    template: string;
    textSealed: string;
    state: Notification["state"];
    attempts: Generated<number>;
    createdAt: Timestamp;
    sentAt: Timestamp | null;
    readAt: Timestamp | null;
  };
}

const q = (ctx: OperationContext) => tables<NotificationTables>(ctx);

export interface NewNotification {
  residentId: string | null;
  accountId: string | null;
  matterId: string | null;
  unitPath: string;
  channel: Notification["channel"];
  template: string;
  text: string;
}

/** Writes messages: those for the app are there at once, an SMS waits for its job. */
export async function insertNotifications(ctx: OperationContext, rows: NewNotification[]): Promise<void> {
  await q(ctx)
    .insertInto("notifications")
    .values(
      rows.map(({ text, ...row }) => ({
        ...row,
        id: ctx.newId(),
        textSealed: ctx.seal(text),
        state: row.channel === "inApp" ? ("sent" as const) : ("queued" as const),
        createdAt: ctx.now,
        sentAt: row.channel === "inApp" ? ctx.now : null,
        readAt: null,
      })),
    )
    .execute();
}

/** Whose messages the caller may see: his own and nobody else's, whatever his reach. */
function mine(ctx: OperationContext) {
  const { caller } = ctx;
  if (caller.kind === "resident") return sql<boolean>`resident_id = ${caller.residentId}`;
  if (caller.kind === "staff") return sql<boolean>`account_id = ${caller.accountId}`;
  return sql<boolean>`false`;
}

export async function listMine(
  ctx: OperationContext,
  page: { page: number; size: number },
): Promise<{ items: Notification[]; total: number }> {
  const own = q(ctx).selectFrom("notifications").where("channel", "=", "inApp").where(mine(ctx));
  const rows = await own
    .selectAll()
    .orderBy("createdAt", "desc")
    .orderBy("id", "desc")
    .limit(page.size)
    .offset((page.page - 1) * page.size)
    .execute();
  const { total } = await own.select((eb) => eb.fn.countAll<number>().as("total")).executeTakeFirstOrThrow();
  const items = rows.map((row) => ({
    id: row.id,
    matterId: row.matterId,
    channel: row.channel,
    template: row.template,
    text: ctx.open(row.textSealed),
    state: row.state,
    createdAt: row.createdAt,
    readAt: row.readAt,
  }));
  return { items, total };
}

/** Marks one's own message as read; false when it is not one's own. Reading twice keeps the first time. */
export async function markRead(ctx: OperationContext, id: string): Promise<boolean> {
  const { numUpdatedRows } = await q(ctx)
    .updateTable("notifications")
    .set((eb) => ({ readAt: eb.fn.coalesce("readAt", sql<string>`${ctx.now}::timestamptz`) }))
    .where("id", "=", id)
    .where(mine(ctx))
    .executeTakeFirst();
  return numUpdatedRows === 1n;
}

/** The SMS that wait for a resident, oldest first, locked so that two workers never send one twice. */
export async function lockQueued(ctx: OperationContext, residentId: string) {
  const rows = await q(ctx)
    .selectFrom("notifications")
    .select(["id", "template", "textSealed", "attempts", "createdAt"])
    .where("residentId", "=", residentId)
    .where("state", "=", "queued")
    .where("channel", "=", "sms")
    .orderBy("createdAt")
    .limit(20)
    .forUpdate()
    .skipLocked()
    .execute();
  return rows.map(({ textSealed, ...row }) => ({ ...row, text: ctx.open(textSealed) }));
}

/** Writes what a try came to, unless somebody else did. */
export async function settle(
  ctx: OperationContext,
  id: string,
  state: Notification["state"],
  attempts: number,
): Promise<void> {
  await q(ctx)
    .updateTable("notifications")
    .set({ state, attempts, sentAt: state === "sent" ? ctx.now : null })
    .where("id", "=", id)
    .where("state", "=", "queued")
    .execute();
}
