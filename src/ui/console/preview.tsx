import type { Load } from "./gate.tsx";
import type { ConsoleRoutes } from "./routes.ts";

/** An invented city for looking at the kit: `?preview` in development or in `vite build --mode preview`. */
export const preview: { load: Load; routes: readonly ConsoleRoutes[] } = {
  load: { me: async () => null, signOut: async () => undefined, switchGrant: async () => undefined },
  routes: [],
};
