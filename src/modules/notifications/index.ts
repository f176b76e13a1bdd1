import { serverModule } from "../../platform/module.ts";
import { notificationsContract } from "./contract.ts";
import { deliver, onCodeRequested, sendCode } from "./jobs.ts";
import { list, markRead } from "./operations/list.ts";

export const notifications = serverModule({
  name: "notifications",
  contract: notificationsContract,
  operations: { list, markRead },
  jobs: [deliver, sendCode],
  listens: [onCodeRequested],
});

export { notify } from "./notify.ts";
export { type SmsDriver, useSmsDriver } from "./sms.ts";
