import { serverModule, unbuilt } from "../../platform/module.ts";
import { identityContract } from "./contract.ts";

export const identity = serverModule({
  name: "identity",
  contract: identityContract,
  operations: unbuilt(identityContract),
});

export { ensureAccount, grantTo, mintLink, signInForTest } from "./accounts.ts";
export { resolveCaller, startSession } from "./sessions.ts";
