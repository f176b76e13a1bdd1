/** @jsxImportSource hono/jsx */
// biome-ignore-all lint/correctness/useJsxKeyInIterable: rendered once on the server, nothing is ever reordered
// Made-up pages, one for each state worth looking at. Also the fixture of the kit's accessibility check.
import { raw } from "hono/html";
import { Board } from "./board.tsx";
import {
  Actions,
  Button,
  ButtonLink,
  CallCard,
  CallLine,
  Card,
  ClockNotice,
  EmptyState,
  FactList,
  Hero,
  IconList,
  Notice,
  PrintButton,
  Quote,
  ShareButton,
  State,
  WayCard,
  Where,
} from "./components.tsx";
import { Form } from "./forms.tsx";
import { Page } from "./layout.tsx";
import { AreaLinks, Confirmation, Pagination, SummaryList, Table, Timeline } from "./lists.tsx";
import { describe, errors, frame, rating, times } from "./preview-questions.tsx";
import { PrintSheet } from "./print-sheet.tsx";

const qr = raw(
  '<svg viewBox="0 0 21 21" role="img" aria-label="二维码"><path d="M0 0h7v7H0zm1 1v5h5V1zm1 1h3v3H2zM14 0h7v7h-7zm1 1v5h5V1zm1 1h3v3h-3zM0 14h7v7H0zm1 1v5h5v-5zm1 1h3v3H2zM9 1h1v2H9zm2 0h2v1h-2zm-2 4h3v1H9zM8 8h2v2H8zm3 0h1v3h-1zm3 1h3v1h-3zm4-1h2v2h-2zM1 9h4v1H1zm8 4h2v2H9zm4-1h2v2h-2zm4 1h3v1h-3zm-4 4h2v3h-2zm4-1h2v2h-2zm-8 3h2v2H9zm9 1h3v1h-3z" fill="#000"/></svg>',
);

const said = "在工地干了半年，老板三个月没发工资，我们六个人一起的，9月走的。";
const spans = ["老板三个月没发工资", "六个人", "9月"].map((part) => ({
  start: said.indexOf(part),
  end: said.indexOf(part) + part.length,
}));

const home = (elder: boolean) => (
  <Page {...frame(elder, "/")} title="遇到法律上的事，先问一问">
    <Hero title="遇到法律上的事，先问一问" lead="告诉您该怎么办、找谁、最晚什么时候办。">
      <FactList inline items={["免费", "保密", "不用身份证"]} />
      <ButtonLink href="/ask">说说您的问题</ButtonLink>
      <CallLine number="12348">不想打字，就打</CallLine>
    </Hero>
    <h2>现在有人的门诊</h2>
    <Where label="钟楼区 五星街道" href="/places" />
    <WayCard href="/clinics/1" title="五星街道法律门诊" meta="步行约 12 分钟">
      <State kind="open">现在有人，到 17:30</State>
      <p class="muted">律师 周文远，擅长劳动、交通事故。在等 2 人，大约 15–30 分钟。</p>
    </WayCard>
    <WayCard href="/clinics/2" title="钟楼区公共法律服务中心">
      <State kind="open">现在有人，到 17:30</State>
      <p class="muted">律师 2 人、调解员、公证员。不用等。</p>
    </WayCard>
    <h2>下班以后、周末</h2>
    <WayCard href="/clinics/3" title="勤业村法律夜门诊">
      <State kind="later">今晚 18:30–20:30</State>
      <p class="muted">律师 李向晚。还剩 4 个号。</p>
    </WayCard>
    <WayCard href="/clinics/4" title="邹区镇法律门诊">
      <State kind="closed">今天没有人，11月25日（周三）9:00 开门</State>
    </WayCard>
    <h2>找您那里的门诊</h2>
    <AreaLinks
      label="按区找"
      items={["武进区", "新北区", "天宁区", "钟楼区", "经开区", "金坛区", "溧阳市"].map((label, at) => ({
        href: `/places/${at}`,
        label,
        note: `${9 + at} 家`,
      }))}
    />
  </Page>
);

const result = (elder: boolean) => (
  <Page {...frame(elder, "/ask/result")} title="这像是劳动报酬的事" back={{ href: "/ask", label: "返回修改" }} noindex>
    <h1>这像是劳动报酬的事</h1>
    <Quote text={said} spans={spans} />
    <ClockNotice date="2027年9月30日">
      <p>申请劳动仲裁，要在离开单位后一年内提出。</p>
    </ClockNotice>
    <h2>您可以这样办</h2>
    <WayCard first tag="最合适" href="/aid" title="申请法律援助，律师免费帮您打官司" go="今天 14:00 有空位">
      <p class="muted">农民工讨薪不查经济困难，当天受理。带上工友名单、考勤或聊天记录。</p>
    </WayCard>
    <WayCard href="/clinics/1" title="先找律师当面问清楚" go="取个号">
      <p class="muted">五星街道法律门诊，现在有人，到 17:30。</p>
    </WayCard>
    <WayCard href="/mediation" title="请调解员约老板一起谈" go="申请调解">
      <p class="muted">一般一个月内有结果，不收费；谈不成还能仲裁。</p>
    </WayCard>
    <p class="muted">
      也可能是工伤、承揽合同。<a href="/ask">都不是，我再说说</a>
    </p>
    <Notice>
      <p>这不是律师的意见。拿不准就打 12348，有人接听。</p>
    </Notice>
  </Page>
);

const danger = (elder: boolean) => (
  <Page {...frame(elder, "/ask/danger")} title="先保证您的安全" back={{ href: "/ask" }} noindex>
    <h1>先保证您的安全</h1>
    <p class="lead">您说他正在打您。别的事等一等，先打这个电话。</p>
    <CallCard danger number="110" label="报警">
      不方便说话，可以发短信到 12110，写明在哪里、出了什么事。
    </CallCard>
    <CallCard number="12338" label="妇女维权热线">
      可以帮您找住的地方、开证明、申请人身安全保护令。
    </CallCard>
    <Actions>
      <ButtonLink kind="plain" href="/ask/result">
        我现在安全，接着看怎么办
      </ButtonLink>
    </Actions>
  </Page>
);

const check = (elder: boolean) => (
  <Page {...frame(elder, "/book/check")} title="看看对不对" back={{ href: "/book/phone" }} noindex>
    <h1>看看对不对</h1>
    <SummaryList
      rows={[
        { label: "什么事", value: said, change: "/ask" },
        { label: "时间", value: "11月23日（周一）19:10–19:30", change: "/book" },
        { label: "地点", value: "五星街道法律门诊", change: "/places" },
        { label: "怎么称呼", value: "阿卜杜勒·买买提·吐尔逊江", change: "/book/name" },
        { label: "电话", value: "138 0000 1234", change: "/book/phone" },
        { label: "要不要帮助", value: undefined, change: "/book/needs" },
      ]}
    />
    <Form action="/book/confirm">
      <Actions>
        <Button busy="正在预约，请稍等">没错，约这个时间</Button>
        <ButtonLink kind="plain" href="/">
          先不约了
        </ButtonLink>
      </Actions>
    </Form>
  </Page>
);

const confirmation = (elder: boolean) => (
  <Page {...frame(elder, "/book/done")} title="约好了" noindex>
    <Confirmation
      title="约好了"
      lead="到时候把这个号告诉工作人员就行。"
      number="A012"
      when="11月23日（周一）19:10–19:30"
      where="五星街道法律门诊"
      address="钟楼区星园路 00 号，公交 00 路到星园路站"
      who="律师 李向晚"
      bring={["合同或者聊天记录", "工资条、考勤", "不用带身份证"]}
      cancel={{ href: "/cancel", until: "开始前都可以" }}
      qr={qr}
    >
      <Actions>
        <PrintButton />
        <ShareButton title="法律门诊预约" />
      </Actions>
      <IconList
        items={[
          { icon: "ramp", text: "门口有坡道" },
          { icon: "lift", text: "有电梯" },
          { icon: "speech", text: "会常州话" },
        ]}
      />
    </Confirmation>
  </Page>
);

const progress = (elder: boolean) => (
  <Page {...frame(elder, "/progress")} title="您的事办到哪了" back={{ href: "/" }} noindex>
    <h1>您的事办到哪了</h1>
    <Notice kind="good" live>
      <p>律师的处方已经写好，下面可以看。</p>
    </Notice>
    <h2>经过</h2>
    <Timeline
      items={[
        { title: "收到您的问题", state: "done", at: "11月20日（周五）9:14" },
        { title: "律师当面解答", state: "done", at: "11月23日（周一）19:10", body: <a href="/sheet">看处方</a> },
        { title: "法律援助审查", state: "now", at: "最晚 11月26日（周四）告诉您结果" },
        { title: "律师帮您申请仲裁", state: "next" },
      ]}
    />
    <Table
      caption="给您办事的人"
      columns={[{ label: "什么事" }, { label: "谁" }, { label: "用时（分钟）", numeric: true }]}
      rows={[
        ["当面解答", "律师 李向晚", "20"],
        ["写申请", "法律援助中心", "35"],
      ]}
    />
    <Pagination page={1} pages={3} href={(page) => `/progress?page=${page}`} />
  </Page>
);

const empty = (elder: boolean) => (
  <Page {...frame(elder, "/progress")} title="您的事办到哪了" back={{ href: "/" }}>
    <h1>您的事办到哪了</h1>
    <EmptyState title="这个号还没有记录" icon="search">
      <p>刚办的事，要过几分钟才查得到。号在预约卡上，像 A012 或 20261123-0012。</p>
      <ButtonLink kind="plain" href="/progress">
        再查一次
      </ButtonLink>
    </EmptyState>
  </Page>
);

const overfull = (elder: boolean) => (
  <Page {...frame(elder, "/clinics")} title="门诊" back={{ href: "/" }}>
    <h1>常州市金坛区薛埠镇仙姑村“茅山老区”流动法律门诊（普法直通车）今天在这里</h1>
    <WayCard
      href="/c"
      title="新北区春江街道魏村新华村委会综合服务中心二楼法律门诊"
      meta="骑车约 95 分钟，坐公交要转三次"
      level={2}
    >
      <State kind="later">12月31日（周四）18:30–20:30 夜门诊，之后元旦休息到 1月4日（周一）</State>
      <p class="muted">
        律师 阿卜杜勒·买买提·吐尔逊江、𠮷田㛃、欧阳䶮，会维吾尔语、手语、常州话、溧阳话。在等 128 人。
      </p>
    </WayCard>
    <Card title="Supercalifragilisticexpialidocious-Rechtsanwaltskanzlei" level={2}>
      <p>https://example.invalid/very/long/path/that/does/not/break/anywhere/at/all/0123456789</p>
    </Card>
    <Notice kind="danger" title="别签字">
      <p>“自愿放弃社保”的条子签了也不算数，但会让您多跑很多路。</p>
    </Notice>
  </Page>
);

const sheet = (elder: boolean) => (
  <Page {...frame(elder, "/sheet")} title="法律处方" width="sheet" back={{ href: "/progress" }} noindex>
    <PrintSheet
      title="法律处方"
      bureau="常州市司法局"
      clinic="五星街道法律门诊"
      number="20261123-0012"
      facts={[
        { label: "问的人", value: "阿*" },
        { label: "什么事", value: "劳动报酬" },
        { label: "日期", value: "2026年11月23日" },
        { label: "方式", value: "当面，20 分钟" },
      ]}
      deadline="申请劳动仲裁，最晚 2027年9月30日。"
      sections={[
        {
          title: "怎么看这件事",
          body: <p>您和工地之间是事实劳动关系，没有合同也可以要工资。依据《中华人民共和国劳动合同法》第三十条。</p>,
        },
        {
          title: "请这样办",
          steps: [
            "这星期内把聊天记录、考勤照片存好，不要删。",
            "11月27日（周五）前，和五位工友一起到区法律援助中心申请。",
            "对方约您谈，可以谈；没拿到钱不要签“结清”。",
          ],
        },
        { title: "带什么", body: <p>工友名单、聊天记录、考勤或者出工照片、转账记录。</p> },
      ]}
      signed={{ role: "律师", name: "李向晚", date: "2026年11月23日" }}
      qr={qr}
      code="7F3A-29C1"
      footer={<p>拿不准就打 12348。扫码可以查这张处方是真是假。</p>}
    />
    <Actions>
      <PrintButton>打印处方</PrintButton>
    </Actions>
  </Page>
);

const board = () => (
  <Board clinicName="五星街道法律门诊" hotline="12348" city="常州市" dataUrl="board.json" nonce="preview" />
);

export const previewPages = {
  home,
  describe,
  result,
  danger,
  times,
  "times-full": (elder: boolean) => times(elder, true),
  check,
  confirmation,
  progress,
  rating,
  errors,
  empty,
  overfull,
  sheet,
  board,
};
