import { serverModule, unbuilt } from "../../platform/module.ts";
import { notificationsContract } from "./contract.ts";

export const notifications = serverModule({ name: "notifications", contract: notificationsContract, operations: unbuilt(notificationsContract) });
