import { serverModule, unbuilt } from "../../platform/module.ts";
import { appointmentsContract } from "./contract.ts";

export const appointments = serverModule({ name: "appointments", contract: appointmentsContract, operations: unbuilt(appointmentsContract) });
