import { serverModule, unbuilt } from "../../platform/module.ts";
import { residentsContract } from "./contract.ts";

export const residents = serverModule({ name: "residents", contract: residentsContract, operations: unbuilt(residentsContract) });
