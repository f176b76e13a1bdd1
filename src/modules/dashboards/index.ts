import { serverModule } from "../../platform/module.ts";
import { dashboardsContract } from "./contract.ts";
import { areas } from "./operations/areas.ts";
import { month, today } from "./operations/figures.ts";
import { records } from "./operations/records.ts";
import { worklist } from "./operations/worklist.ts";

export const dashboards = serverModule({
  name: "dashboards",
  contract: dashboardsContract,
  operations: { today, month, records, areas, worklist },
});
