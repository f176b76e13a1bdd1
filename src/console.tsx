/// <reference types="vite/client" />
import { createRoot } from "react-dom/client";
import { appointmentsConsole } from "./modules/appointments/console/routes.tsx";
import { consultationsConsole } from "./modules/consultations/console/routes.tsx";
import { dashboardsConsole } from "./modules/dashboards/console/routes.tsx";
import { identityConsole } from "./modules/identity/console/routes.tsx";
import { mattersConsole } from "./modules/matters/console/routes.tsx";
import { networkConsole } from "./modules/network/console/routes.tsx";
import { notificationsConsole } from "./modules/notifications/console/routes.tsx";
import { practitionersConsole } from "./modules/practitioners/console/routes.tsx";
import { queueConsole } from "./modules/queue/console/routes.tsx";
import { ratingsConsole } from "./modules/ratings/console/routes.tsx";
import { residentsConsole } from "./modules/residents/console/routes.tsx";
import { rostersConsole } from "./modules/rosters/console/routes.tsx";
import { ConsoleApp, startConsole } from "./ui/console/app.tsx";
import "./ui/console/console.css";
import { type Load, SessionGate } from "./ui/console/gate.tsx";
import type { ConsoleRoutes } from "./ui/console/routes.ts";

/** One line per module, in the order of src/modules.ts. */
const routes: ConsoleRoutes[] = [
  identityConsole,
  networkConsole,
  practitionersConsole,
  residentsConsole,
  notificationsConsole,
  mattersConsole,
  rostersConsole,
  appointmentsConsole,
  queueConsole,
  consultationsConsole,
  ratingsConsole,
  dashboardsConsole,
];

startConsole();
const root = createRoot(document.getElementById("root") as HTMLElement);
const gate = (load?: Load, all: readonly ConsoleRoutes[] = routes) => (
  <SessionGate load={load}>{(session) => <ConsoleApp routes={all} session={session} />}</SessionGate>
);

if (import.meta.env.MODE !== "production" && location.search.includes("preview")) {
  // The fake city for looking at the kit; a production build drops this branch and its files.
  void import("./ui/console/preview.tsx").then(({ preview }) => root.render(gate(preview.load, preview.routes)));
} else {
  root.render(gate());
}
