import type { InputOf } from "../../../shared/contract.ts";
import { client } from "../../../ui/api.ts";
import { Button } from "../../../ui/console/button.tsx";
import { Empty, Failed, Waiting } from "../../../ui/console/empty.tsx";
import { useRouteParam } from "../../../ui/console/go.tsx";
import { ListPage } from "../../../ui/console/list.tsx";
import { Moves } from "../../../ui/console/moves.tsx";
import { Facts, Page } from "../../../ui/console/page.tsx";
import { Panel, PanelHead } from "../../../ui/console/panel.tsx";
import { useCan } from "../../../ui/console/session.tsx";
import { StateTag, type StateWords, Status } from "../../../ui/console/status.tsx";
import { useAreaOptions } from "../../network/console/panels.tsx";
import { type Practitioner, practitionersContract, professions } from "../contract.ts";
import { licenceLabels, moveLabels, professionLabels, refusals, stateLabels } from "../labels.ts";
import { usePerson } from "./panels.tsx";

const api = client(practitionersContract);

const states: StateWords<Practitioner["state"]> = {
  active: { label: stateLabels.active, tone: "good" },
  suspended: { label: stateLabels.suspended, tone: "attention", icon: "pause" },
  left: { label: stateLabels.left, tone: "plain", icon: "leave" },
};

export function PeoplePage() {
  const manages = useCan("practitioner:manage");
  const areas = useAreaOptions();
  return (
    <ListPage<Practitioner, InputOf<typeof practitionersContract.list>>
      title="人员"
      label="法律服务人员"
      unit="人"
      action={
        manages && (
          <Button kind="primary" icon="plus" href="/people/new">
            登记人员
          </Button>
        )
      }
      queryKey={["practitioners", "list"]}
      input={practitionersContract.list["~orpc"].inputSchema}
      load={(input) => api.list(input)}
      rowId={(one) => one.id}
      columns={[
        {
          key: "name",
          title: "姓名",
          render: (one) => (
            <>
              {one.name}
              {one.isDemo && "（演示）"}
              <small>{one.employer}</small>
            </>
          ),
        },
        { key: "profession", title: "职业", width: "12em", render: (one) => professionLabels[one.profession] },
        {
          key: "goodAt",
          title: "擅长",
          width: "16em",
          wideOnly: true,
          render: (one) => one.goodAt.join("、"),
        },
        { key: "state", title: "状态", width: "9em", render: (one) => <StateTag state={one.state} words={states} /> },
      ]}
      filters={[
        { key: "q", label: "查找", kind: "text", hint: "姓名或单位" },
        {
          key: "profession",
          label: "职业",
          kind: "select",
          options: professions.map((value) => ({ value, label: professionLabels[value] })),
        },
        { key: "area", label: "地区", kind: "select", options: areas },
        { key: "active", label: "只看在岗", kind: "flag" },
      ]}
      panel={(id, close) => (
        <Panel label="人员" onClose={close} fullHref={`/people/${id}`}>
          <Person key={id} id={id} head />
        </Panel>
      )}
      refusals={refusals}
      empty={<Empty title="名册里还没有人">登记以后，排班时就能选到。</Empty>}
    />
  );
}

export function PersonPage() {
  const id = useRouteParam("id");
  const { data } = usePerson(id);
  return (
    <Page title={data?.name ?? "人员"} back={{ href: "/people", label: "人员" }} narrow>
      <Person id={id} />
    </Page>
  );
}

function Person({ id, head }: { id: string; head?: boolean }) {
  const { data: one, error, refetch } = usePerson(id);
  if (error && !one) return <Failed error={error} retry={refetch} />;
  if (!one) return <Waiting />;
  const tags = (
    <>
      <StateTag state={one.state} words={states} />
      {one.isDemo && <Status>演示人员</Status>}
    </>
  );
  const change = (state: Practitioner["state"]) => () => api.change({ id, state });
  return (
    <>
      {head ? (
        <PanelHead over={one.code} title={one.name}>
          {tags}
        </PanelHead>
      ) : (
        tags
      )}
      <Moves
        can={one.can}
        refusals={refusals}
        invalidate={[["practitioners"]]}
        moves={{
          change: { label: moveLabels.change, href: `/people/${id}/edit` },
          resume: { label: moveLabels.resume, run: change("active"), done: "已恢复，可以排班了。" },
          suspend: {
            label: moveLabels.suspend,
            run: change("suspended"),
            undo: change("active"),
            done: "已暂停，不再排班，登录也停了。",
          },
          leave: {
            label: moveLabels.leave,
            run: change("left"),
            sure: "确定离开队伍",
            danger: true,
            done: "已登记离开。",
          },
        }}
      />
      <div className="lc-sheet">
        <Facts
          items={[
            ["职业", professionLabels[one.profession]],
            ["单位", one.employer],
            ["执业证", one.licenceKind === "none" ? null : licenceLabels[one.licenceKind]],
            ["证号", one.licenceNo],
            ["擅长", one.goodAt.join("、")],
            ["语言", one.languages.join("、")],
            ["补贴", one.publicServant ? "公职人员，不发补贴" : "按次发补贴"],
            ["人员编号", one.code],
          ]}
        />
      </div>
      <p className="lc-moves">
        <Button href={`/sessions?practitionerId=${id}`} icon="rosters">
          看他的排班
        </Button>
      </p>
    </>
  );
}
