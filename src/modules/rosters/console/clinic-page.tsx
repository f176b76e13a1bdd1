import { addDays, civilDate, startOfDay } from "../../../shared/civil-time.ts";
import { client } from "../../../ui/api.ts";
import { Button } from "../../../ui/console/button.tsx";
import { Failed, Waiting } from "../../../ui/console/empty.tsx";
import { day, span } from "../../../ui/console/format.ts";
import { Go, useRouteParam } from "../../../ui/console/go.tsx";
import { Moves } from "../../../ui/console/moves.tsx";
import { Facts, Page } from "../../../ui/console/page.tsx";
import { PanelHead } from "../../../ui/console/panel.tsx";
import { useApi } from "../../../ui/console/query.ts";
import { useCan } from "../../../ui/console/session.tsx";
import { StateTag, Status } from "../../../ui/console/status.tsx";
import { clinicStates, useClinic } from "../../network/console/panels.tsx";
import { type Clinic, networkContract } from "../../network/contract.ts";
import { clinicMoves, refusals, tierLabels } from "../../network/labels.ts";
import { rostersContract } from "../contract.ts";
import { formLabels } from "../labels.ts";
import { dayParts, dutyNames } from "./panels.tsx";

const api = client(rostersContract);
const network = client(networkContract);

export function ClinicPage() {
  const id = useRouteParam("id");
  const { data } = useClinic(id);
  return (
    <Page
      title={data?.name ?? "门诊"}
      back={{ href: "/clinics", label: "机构" }}
      extra={data && <Tags clinic={data} />}
    >
      <ClinicView id={id} />
    </Page>
  );
}

const Tags = ({ clinic }: { clinic: Clinic }) => (
  <>
    <StateTag state={clinic.state} words={clinicStates} />
    {clinic.contactIsDemo && <Status tone="attention">电话地址待核实</Status>}
  </>
);

/** What everybody may know of a clinic, who sits there in the coming week, and the ways to its other pages. */
export function ClinicView({ id, head }: { id: string; head?: boolean }) {
  const { data: clinic, error, refetch } = useClinic(id);
  const plans = useCan("session:plan");
  const rated = useCan("rating:read");
  if (error && !clinic) return <Failed error={error} retry={refetch} />;
  if (!clinic) return <Waiting lines={8} />;
  const change = (state: "running" | "closed") => () => network.changeClinic({ id, state, pauseReason: null });
  const facts = (
    <>
      <Moves
        can={clinic.can}
        refusals={refusals}
        invalidate={[["network"], ["rosters", "listClinics"]]}
        moves={{
          change: { label: clinicMoves.change, href: `/clinics/${id}/edit` },
          reopen: { label: clinicMoves.reopen, run: change("running"), done: "已恢复开放。" },
          pause: { label: clinicMoves.pause, href: `/clinics/${id}/edit?do=pause` },
          close: {
            label: clinicMoves.close,
            run: change("closed"),
            danger: true,
            sure: "确定撤销这个门诊",
            done: "已撤销。",
          },
        }}
      />
      <div className="lc-sheet">
        <Facts
          items={[
            ["暂停原因", clinic.pauseReason],
            ["地址", clinic.address],
            ["电话", clinic.phone],
            ["层级", tierLabels[clinic.tier]],
            ["所在地", clinic.placeNames.join(" › ")],
            ["设在", clinic.host],
            ["咨询室", clinic.rooms.join("、")],
            ["无障碍", clinic.access.join("、") || "还没有登记"],
            ["方言", clinic.dialects.join("、")],
            ["挂牌", clinic.signboardOn && day(clinic.signboardOn)],
          ]}
        />
      </div>
      <div className="rosters-links">
        <Outside href={`/clinics/${id}`}>公开页面</Outside>
        <Outside href={`/board/${id}`}>候诊屏</Outside>
        <Button href={`/clinics/${id}/qr`} icon="print">
          打印二维码
        </Button>
        {plans && <Button href={`/sessions/week?clinicId=${id}`}>一周安排</Button>}
        <Button href={`/matters?clinicId=${id}`}>事项</Button>
        {rated && <Button href={`/ratings?clinicId=${id}`}>评价</Button>}
      </div>
    </>
  );
  if (head)
    return (
      <>
        <PanelHead over={clinic.code} title={clinic.name}>
          <Tags clinic={clinic} />
        </PanelHead>
        {facts}
        <Coming id={id} />
      </>
    );
  return (
    <div className="rosters-two">
      <div>{facts}</div>
      <Coming id={id} />
    </div>
  );
}

/** A page of the public side, in its own tab. */
const Outside = ({ href, children }: { href: string; children: string }) => (
  <a className="lc-button" href={href} target="_blank" rel="noopener">
    {children}
  </a>
);

function Coming({ id }: { id: string }) {
  const today = civilDate(new Date());
  const { data, error } = useApi(["rosters", "listSessions", "coming", id, today], () =>
    api.listSessions({
      clinicId: id,
      from: startOfDay(today).toISOString(),
      to: startOfDay(addDays(today, 7)).toISOString(),
      size: 30,
    }),
  );
  return (
    <section className="lc-section">
      <div className="lc-section-head">
        <h2>今后七天</h2>
      </div>
      {error && !data && <p>坐诊安排没有取到，请刷新再看。</p>}
      {!data && !error && <Waiting lines={3} />}
      {data && (
        <ul className="lc-surface lc-work">
          {data.items.map((one) => (
            <li key={one.id}>
              <span className="lc-work-due">{dayParts(one.startsAt)[0]}</span>
              <div>
                <Go href={`/sessions/${one.id}`}>{`${dayParts(one.startsAt)[1]} ${span(one.startsAt, one.endsAt)}`}</Go>
                <small>
                  {formLabels[one.form]} · {dutyNames(one.duty)}
                </small>
              </div>
            </li>
          ))}
          {data.items.length === 0 && <li className="rosters-empty">这七天还没有安排坐诊。</li>}
        </ul>
      )}
    </section>
  );
}
