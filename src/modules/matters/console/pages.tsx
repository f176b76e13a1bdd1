import { useRouteParam } from "../../../ui/console/go.tsx";
import { MatterWhole } from "./matter-view.tsx";

/** `/matters/$id` */
export function MatterPage() {
  const id = useRouteParam("id");
  return <MatterWhole key={id} id={id} />;
}
