import { useRouteParam } from "../../../ui/console/go.tsx";
import { Page } from "../../../ui/console/page.tsx";
import { SessionState, sessionTime } from "./panels.tsx";
import { SessionView, useSessionOf } from "./session-view.tsx";

export function SessionPage() {
  const id = useRouteParam("id");
  const { data } = useSessionOf(id);
  return (
    <Page
      title={data ? sessionTime(data) : "一场坐诊"}
      lead={data?.clinicName}
      extra={data && <SessionState session={data} />}
      back={{ href: "/sessions", label: "坐诊时段" }}
      narrow
    >
      <SessionView id={id} />
    </Page>
  );
}
