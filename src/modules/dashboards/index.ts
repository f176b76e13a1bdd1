import { serverModule, unbuilt } from "../../platform/module.ts";
import { dashboardsContract } from "./contract.ts";

export const dashboards = serverModule({ name: "dashboards", contract: dashboardsContract, operations: unbuilt(dashboardsContract) });
