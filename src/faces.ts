import type { Faces } from "./platform/http.ts";
import type { ServerModule } from "./platform/module.ts";

/** The pages that belong to no module: errors, static files, the console's shell. */
export function faces(_modules: readonly ServerModule[]): Faces {
  return {
    errorPage: (c, status) => c.text(String(status), status),
    mount: () => undefined,
  };
}
