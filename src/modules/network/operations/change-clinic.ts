import { operation } from "../../../platform/operation.ts";
import { refusal } from "../../../shared/refusal.ts";
import { networkContract } from "../contract.ts";
import { pauseRefusal } from "../rules.ts";
import { lockClinic, saveClinic } from "../store.ts";
import { clinicView } from "../views.ts";

/** Changes what a clinic's page says (挂牌公示, N2.1). A contact that staff enter is not the invented one any more. */
export const changeClinic = operation(networkContract.changeClinic, async (ctx, { id, ...change }) => {
  const row = await lockClinic(ctx, id);
  const refused = pauseRefusal(row, change);
  if (refused) throw refusal(refused);
  const state = change.state ?? row.state;
  const pauseReason = change.pauseReason === undefined ? row.pauseReason : change.pauseReason;
  const entered = change.address !== undefined && change.phone !== undefined;
  const saved = {
    ...change,
    pauseReason: state === "paused" ? pauseReason || null : null,
    contactIsDemo: change.contactIsDemo ?? (entered ? false : row.contactIsDemo),
  };
  await saveClinic(ctx, id, saved);
  ctx.about("network", id, row.path);
  return clinicView(ctx, { ...row, ...definedOf(saved), state });
});

/** Without the fields that were not sent: they would hide what stands. */
function definedOf<T extends object>(change: T): { [K in keyof T]: Exclude<T[K], undefined> } {
  return Object.fromEntries(Object.entries(change).filter(([, value]) => value !== undefined)) as never;
}
