import { AuthFrame } from "./auth.tsx";
import { Button } from "./button.tsx";
import { Clock } from "./clock.tsx";
import { Empty } from "./empty.tsx";
import { Figure, Figures } from "./figure.tsx";
import { Form } from "./form.tsx";
import { moment } from "./format.ts";
import { sessionChanged } from "./gate.tsx";
import { useGo, useRouteParam } from "./go.tsx";
import { ListPage, type RawInput } from "./list.tsx";
import { Moves } from "./moves.tsx";
import { Facts, Page, Section, Words } from "./page.tsx";
import { Panel, PanelHead } from "./panel.tsx";
import { later, type Row, rows, type State, states } from "./preview-data.ts";
import type { SearchItem } from "./routes.ts";
import { StateTag, Status } from "./status.tsx";
import { Timeline } from "./timeline.tsx";
import { Worklist } from "./worklist.tsx";

const options = (Object.keys(states) as State[]).map((value) => ({ value, label: states[value].label }));

async function list({ page, size, state, q, sort }: RawInput) {
  const wanted = state === undefined ? [] : String(state).split(",");
  let found = rows.filter(
    (row) =>
      (wanted.length === 0 || wanted.includes(row.state)) && (!q || (row.title + row.person).includes(String(q))),
  );
  if (sort === "openedAt") found = found.toReversed();
  return later({ items: found.slice((page - 1) * size, page * size), total: found.length });
}

export function MattersPage() {
  return (
    <ListPage<Row>
      title="事项"
      label="事项"
      queryKey={["matters", "list"]}
      load={list}
      action={
        <Button kind="primary" href="/matters/new" icon="plus" hint="n">
          登记来访
        </Button>
      }
      rowId={(row) => row.id}
      columns={[
        {
          key: "title",
          title: "事项",
          render: (row) => (
            <>
              {row.title}
              <small>
                {row.number} · {row.category}
              </small>
            </>
          ),
        },
        { key: "person", title: "来访人", width: "9em", render: (row) => row.person },
        { key: "state", title: "状态", width: "8em", render: (row) => <StateTag state={row.state} words={states} /> },
        { key: "due", title: "时限", width: "9em", sort: true, render: (row) => <Clock view={row.clock} short /> },
        { key: "clinic", title: "门诊", width: "13em", wideOnly: true, render: (row) => row.clinic },
        {
          key: "openedAt",
          title: "登记",
          width: "12em",
          sort: true,
          wideOnly: true,
          render: (row) => moment(row.openedAt),
        },
      ]}
      filters={[
        { key: "q", label: "查找", kind: "text", hint: "姓名、编号" },
        { key: "state", label: "状态", kind: "many", options },
        {
          key: "channel",
          label: "渠道",
          kind: "select",
          options: [
            { value: "visit", label: "来访" },
            { value: "call", label: "来电" },
          ],
        },
        { key: "from", to: "until", label: "登记日期", kind: "range" },
        { key: "late", label: "只看晚了的", kind: "flag" },
      ]}
      views={[
        { label: "全部", search: {} },
        { label: "等我答复", search: { state: "deferred" } },
        { label: "没办结的", search: { state: "open,serving,deferred" } },
      ]}
      bulk={[{ key: "assign", label: "转给本所", run: () => later(null), undo: () => later(null) }]}
      panel={(id, close) => (
        <Panel label="事项" onClose={close} fullHref={`/matters/${id}`}>
          <MatterView key={id} id={id} />
        </Panel>
      )}
      empty={<Empty title="今天还没有人来">这很正常。有人来时按 N 登记。</Empty>}
    />
  );
}

function MatterView({ id }: { id: string }) {
  const row = rows.find((one) => one.id === id);
  if (!row) return <Empty title="没有这件事项" />;
  const day = new Date(row.openedAt).getTime();
  return (
    <>
      <PanelHead over={row.number} title={row.title}>
        <StateTag state={row.state} words={states} />
      </PanelHead>
      <Words>“在工地干了半年，老板三个月没发工资，我们六个人一起的，9月走的。”</Words>
      <Clock view={{ ...row.clock, name: "法援审查" }} />
      <Clock view={{ name: "仲裁时效", dueAt: "2027-09-30T15:59:59Z", late: false, text: "还剩 300 天" }} />
      <Moves
        can={["accept", "ask", "refer"]}
        moves={{
          accept: {
            label: "同意援助",
            run: () => later(null),
            undo: () => later(null),
            done: "已同意援助，通知已发给来访人。",
          },
          ask: { label: "补材料", open: () => undefined },
          refer: { label: "转办", href: "/matters/broken" },
          withdraw: { label: "撤回", danger: true },
        }}
      />
      <Facts
        items={[
          ["来访人", row.person],
          ["手机", "138****1234"],
          ["门诊", row.clinic],
          ["类别", row.category],
        ]}
      />
      <Timeline
        entries={[
          { key: "1", at: new Date(day).toISOString(), text: "网上说明问题，导诊：劳动报酬（群体）" },
          {
            key: "2",
            at: new Date(day + 480_000).toISOString(),
            text: "窗口核实，一次性告知缺考勤",
            who: "王晓",
            icon: "check",
            tone: "good",
          },
          {
            key: "3",
            at: new Date(day + 3_000_000).toISOString(),
            text: "工友补交聊天记录 4 份",
            detail: "“都在微信里，老板说月底一定给。”",
          },
          {
            key: "4",
            at: new Date(day + 3_060_000).toISOString(),
            text: "开始计时：当日受理",
            icon: "clock",
            tone: "attention",
          },
        ]}
      />
    </>
  );
}

export function MatterPage() {
  const id = useRouteParam("id");
  return (
    <Page title="六名工人讨薪" back={{ href: "/matters", label: "事项" }} narrow>
      <Section>
        <MatterView id={id} />
      </Section>
    </Page>
  );
}

export function NewPage() {
  const go = useGo();
  return (
    <Page title="登记来访" back={{ href: "/matters", label: "事项" }} lead="不留姓名也可以登记。" narrow>
      <Form
        submitLabel="登记来访"
        done="已登记，编号 WX-2026-11-10001。"
        submit={async (values) => {
          if (values.phone === "123")
            throw Object.assign(new Error(), {
              status: 400,
              code: "BAD_REQUEST",
              data: { issues: [{ path: ["phone"], message: "手机号要 11 位数字" }] },
            });
          if (values.name === "拒") throw Object.assign(new Error(), { status: 409, code: "MATTER_HAS_BOOKING" });
          return later(values);
        }}
        refusals={{ MATTER_HAS_BOOKING: "这件事已经约过时间了。可以先取消原来的预约。" }}
        onDone={() => go("/matters")}
        onCancel={() => go("/matters")}
        fields={[
          { name: "words", label: "来访人怎么说", kind: "words", required: true, hint: "用来访人自己的话。" },
          { name: "name", label: "姓名", kind: "text", half: true },
          { name: "phone", label: "手机", kind: "phone", half: true },
          {
            name: "channel",
            label: "怎么来的",
            kind: "choice",
            required: true,
            options: [
              { value: "visit", label: "来访" },
              { value: "call", label: "来电" },
              { value: "online", label: "网上" },
            ],
          },
          {
            name: "category",
            label: "类别",
            kind: "select",
            half: true,
            options: ["劳动报酬", "婚姻家庭", "相邻关系"].map((label) => ({ value: label, label })),
          },
          { name: "day", label: "约定答复日期", kind: "date", required: true, half: true },
          { name: "amount", label: "涉及金额", kind: "money", half: true },
          { name: "people", label: "人数", kind: "number", min: 1, unit: "人", half: true },
          { name: "danger", label: "有人身危险", kind: "check-box" },
        ]}
      />
    </Page>
  );
}

export const EmptyPage = () => (
  <ListPage<Row>
    title="联合会诊"
    label="联合会诊"
    queryKey={["joint"]}
    load={() => later({ items: [], total: 0 })}
    rowId={(row) => row.id}
    columns={[]}
    empty={
      <Empty title="还没有联合会诊" icon="people" action={<Button kind="primary">发起一次会诊</Button>}>
        一件事要两个以上部门一起看时，从事项页发起。会诊意见会记到事项里。
      </Empty>
    }
  />
);

export const BrokenPage = () => (
  <ListPage<Row>
    title="转办"
    label="转办"
    queryKey={["broken"]}
    load={() => Promise.reject(Object.assign(new Error(), { status: 404, code: "NOT_FOUND" }))}
    rowId={(row) => row.id}
    columns={[]}
    empty={null}
  />
);

export const SlowPage = () => (
  <ListPage<Row>
    title="一人一策"
    label="一人一策"
    queryKey={["slow"]}
    load={() => later({ items: [], total: 0 }, 60_000)}
    rowId={(row) => row.id}
    columns={[]}
    empty={null}
  />
);

export const FiguresPage = () => (
  <Page title="研判" lead="十一月，钟楼区，数据截至今天 17:00。" extra={<Status tone="attention">两项要看</Status>}>
    <Figures>
      <Figure label="本月登记" value={12_847} unit="件" href="/matters" n={12_847} period="11月" />
      <Figure
        label="满意率"
        value={92}
        unit="%"
        href="/matters"
        n={214}
        interval={{ low: 87, high: 95 }}
        formula="五分制里给四分以上的份额，90% 区间"
      />
      <Figure label="晚了的" value={3} unit="件" href="/matters?late=true" tone="seal" note="最久的晚了 2 天" />
      <Figure label="新北区满意率" value={null} href="/matters" n={4} />
    </Figures>
  </Page>
);

export const NothingPage = ({ title }: { title: string }) => (
  <Page title={title}>
    <Empty title="预览里没有这一页">看“事项”“研判”和“今日”。</Empty>
  </Page>
);

export const SignInPage = () => (
  <AuthFrame title="登录工作台" lead="用本单位给您的账号。" foot="群众预约、查进度不用登录，请到法律门诊首页。">
    <Form
      submitLabel="登录"
      submit={() => later(null)}
      onDone={sessionChanged}
      fields={[
        { name: "loginName", label: "账号", kind: "text", required: true, autoComplete: "username" },
        { name: "password", label: "密码", kind: "password", required: true, autoComplete: "current-password" },
      ]}
    />
  </AuthFrame>
);

export const TodayLate = () => (
  <Worklist
    title="超时"
    items={[
      {
        key: "1",
        due: "晚 2 小时",
        tone: "seal",
        title: "转办待签收：相邻漏水，勤业三村",
        note: "WX-2026-11-0312 · 从区中心转来",
        href: "/matters?open=m2",
        action: <Button>签收</Button>,
      },
    ]}
  />
);
export const TodayDue = () => (
  <Worklist
    title="今天到期"
    total={12}
    moreHref="/matters"
    items={[
      {
        key: "1",
        due: "还剩 3 小时",
        tone: "attention",
        title: "法律援助审查：六名工人讨薪",
        note: "WX-2026-11-0347 · 当日受理 · 群体",
        href: "/matters?open=m0",
        action: <Button href="/matters?open=m0">打开</Button>,
      },
      {
        key: "2",
        due: "17:30 前",
        tone: "attention",
        title: "约期答复：宅基地翻建被邻居阻拦",
        note: "WX-2026-11-0290 · 等镇规划办回话，已停表 2 天",
        action: <Button>答复</Button>,
      },
      {
        key: "3",
        due: "今天",
        title: "差评回访：等了一小时没人",
        note: "WX-2026-11-0266 · 服务人员不能看到评价人",
        action: <Button>回访</Button>,
      },
    ]}
  />
);
export const TodayQueue = () => (
  <Worklist
    title="在等的人"
    items={[
      {
        key: "1",
        due: "A012",
        title: "张* · 离婚财产 · 已等 14 分钟",
        note: "优先：65 岁以上",
        action: <Button kind="primary">叫号</Button>,
      },
      { key: "2", due: "A013", title: "阿卜杜勒·买买提 · 交通事故 · 已等 6 分钟", action: <Button>叫号</Button> },
    ]}
  />
);

export async function findMatters(q: string): Promise<SearchItem[]> {
  const found = rows.filter((row) => `${row.number}${row.title}${row.person}`.includes(q)).slice(0, 6);
  return later(
    found.map((row) => ({
      key: row.id,
      title: row.title,
      note: `${row.number} · ${row.person}`,
      href: `/matters/${row.id}`,
    })),
  );
}
