import { appointments } from "./modules/appointments/index.ts";
import { consultations } from "./modules/consultations/index.ts";
import { dashboards } from "./modules/dashboards/index.ts";
import { identity } from "./modules/identity/index.ts";
import { matters } from "./modules/matters/index.ts";
import { network } from "./modules/network/index.ts";
import { notifications } from "./modules/notifications/index.ts";
import { practitioners } from "./modules/practitioners/index.ts";
import { queue } from "./modules/queue/index.ts";
import { ratings } from "./modules/ratings/index.ts";
import { residents } from "./modules/residents/index.ts";
import { rosters } from "./modules/rosters/index.ts";
import { triage } from "./modules/triage/index.ts";
import type { ServerModule } from "./platform/module.ts";

/** The modules this program is made of, lowest first: one line per module. */
export const serverModules: readonly ServerModule[] = [
  identity,
  network,
  practitioners,
  residents,
  notifications,
  triage,
  matters,
  rosters,
  appointments,
  queue,
  consultations,
  ratings,
  dashboards,
];
