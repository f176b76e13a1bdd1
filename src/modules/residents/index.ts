import { serverModule } from "../../platform/module.ts";
import { residentsContract } from "./contract.ts";
import { dropOldCodes } from "./jobs.ts";
import { change } from "./operations/change.ts";
import { login } from "./operations/login.ts";
import { get, search } from "./operations/read.ts";
import { requestCode } from "./operations/request-code.ts";
import { residentsPortal } from "./portal/routes.tsx";

export const residents = serverModule({
  name: "residents",
  contract: residentsContract,
  operations: { requestCode, login, search, get, change },
  jobs: [dropOldCodes],
  portal: residentsPortal,
});

export { codeRequested, residentChanged } from "./facts.ts";
export { ensureResident, masksFor, phoneLookup, residentsByIds } from "./people.ts";
export { searchResidents } from "./store.ts";
