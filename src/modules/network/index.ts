import { serverModule } from "../../platform/module.ts";
import { networkContract } from "./contract.ts";
import { changeClinic } from "./operations/change-clinic.ts";
import { getClinic, listAreas } from "./operations/read.ts";

export const network = serverModule({
  name: "network",
  contract: networkContract,
  operations: { listAreas, getClinic, changeClinic },
});

export { areaPathOf, clinicOfPath, loadNetwork } from "./load.ts";
export { type ClinicRef, clinicOfArea, clinicsBelow, clinicsByIds, findClinic } from "./store.ts";
