import type { Hono } from "hono";
import type { PortalEnv } from "../../../platform/module.ts";
import { askRoutes } from "./ask-routes.tsx";
import { bookRoutes } from "./book-routes.tsx";
import { cancelRoutes } from "./cancel.tsx";

/** The resident's way from a story to an appointment, and out of it again. */
export function appointmentsPortal(router: Hono<PortalEnv>): void {
  askRoutes(router);
  bookRoutes(router);
  cancelRoutes(router);
}
