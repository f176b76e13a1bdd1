import type { OperationContext } from "../../platform/context.ts";
import { isMobile } from "../../shared/phone.ts";
import { residentsByIds } from "../residents/index.ts";
import { goesBySms, type TemplateName, textOf, type ValuesOf } from "./rules.ts";
import { insertNotifications, type NewNotification } from "./store.ts";

export interface Notice<N extends TemplateName> {
  residentId?: string | null;
  accountId?: string | null;
  matterId: string | null;
  /** Of the matter: who may see that it was sent. */
  unitPath: string;
  template: N;
  values: ValuesOf<N>;
}

/**
 * Tells a resident or a member of staff something, in the caller's transaction (outbox). Residents with a mobile phone
 * get it by SMS too, where the template is one for SMS. Without recipient nothing happens: whoever named nobody is asked
 * to look up his matter by number.
 */
export async function notify<N extends TemplateName>(ctx: OperationContext, notice: Notice<N>): Promise<void> {
  const residentId = notice.residentId ?? null;
  const accountId = notice.accountId ?? null;
  if (residentId === null && accountId === null) return;
  const row: NewNotification = {
    residentId,
    accountId,
    matterId: notice.matterId,
    unitPath: notice.unitPath,
    channel: "inApp",
    template: notice.template,
    text: textOf(notice.template, notice.values, ctx.publicUrl),
  };
  const rows = [row];
  if (residentId !== null && goesBySms(notice.template)) {
    const person = (await residentsByIds(ctx, [residentId], { full: true })).get(residentId);
    if (person?.phone && isMobile(person.phone)) rows.push({ ...row, channel: "sms" });
  }
  await insertNotifications(ctx, rows);
  if (rows.length > 1) await ctx.send("notifications.deliver", { residentId });
}
