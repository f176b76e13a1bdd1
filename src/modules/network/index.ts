import { serverModule, unbuilt } from "../../platform/module.ts";
import { networkContract } from "./contract.ts";

export const network = serverModule({
  name: "network",
  contract: networkContract,
  operations: unbuilt(networkContract),
});

export { areaPathOf, loadNetwork } from "./load.ts";
export { type ClinicRef, clinicOfArea, clinicsBelow, clinicsByIds, findClinic } from "./store.ts";
