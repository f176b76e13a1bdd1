/** Module names, lowest first. The order is a rule: a module imports only modules listed before it. */
export const moduleNames = [
  "identity",
  "network",
  "practitioners",
  "residents",
  "notifications",
  "triage",
  "matters",
  "rosters",
  "appointments",
  "queue",
  "consultations",
  "ratings",
  "dashboards",
] as const;

export type ModuleName = (typeof moduleNames)[number];
