/// <reference types="vite/client" />
import { createRoot } from "react-dom/client";
import { appointmentsConsole } from "./modules/appointments/console/routes.tsx";
import { mattersConsole } from "./modules/matters/console/routes.tsx";
import { queueConsole } from "./modules/queue/console/routes.tsx";
import { residentsConsole } from "./modules/residents/console/routes.tsx";
import { ConsoleApp, startConsole } from "./ui/console/app.tsx";
import "./ui/console/console.css";
import { type Load, SessionGate } from "./ui/console/gate.tsx";
import type { ConsoleRoutes } from "./ui/console/routes.ts";

/** One line per module, in the order of src/modules.ts. */
const routes: ConsoleRoutes[] = [residentsConsole, mattersConsole, appointmentsConsole, queueConsole];

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
