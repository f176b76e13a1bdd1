import { serverModule } from "../../platform/module.ts";
import { ratingsContract } from "./contract.ts";
import { inviteOnClose } from "./invite.ts";
import { remind } from "./jobs.ts";
import { contacted } from "./operations/contacted.ts";
import { give, invitation } from "./operations/give.ts";
import { linkByProgress } from "./operations/link.ts";
import { list } from "./operations/read.ts";
import { ratingsPortal } from "./portal/routes.tsx";

export const ratings = serverModule({
  name: "ratings",
  contract: ratingsContract,
  operations: { invitation, give, linkByProgress, list, contacted },
  jobs: [remind],
  listens: [inviteOnClose],
  portal: ratingsPortal,
});

export { ratingPath } from "./invite.ts";
